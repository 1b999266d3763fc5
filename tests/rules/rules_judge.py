"""The judge of both matchers: a rule's source, evaluated by nested loops over all tuples of rows.

It reads the parsed file, never the checked rule, and shares no code with the compiler or the matchers. It is slow and
obvious on purpose.
"""

import itertools
from fractions import Fraction

from procsimplify.rules.schema import NONE, Quantity


def judge(tree, fields, rows, shared=None):
    """Return the set of matches, each a frozenset of (variable, value).

    `fields` maps a relation to its [(field, type)], `rows` a relation to its rows.
    """
    return Judge(tree, fields, rows, shared or {}).matches()


class Judge:
    def __init__(self, tree, fields, rows, shared):
        self.tree = tree
        self.fields = dict(fields)
        self.rows = dict(rows)
        self.shared = shared
        self.parameters = tree.get("parameters", {})

    def matches(self):
        self.compute_definitions()
        found = set()
        for env in self.solutions(self.tree["match"], {}):
            comparisons = [(c, False) for c in self.tree.get("where", [])]
            comparisons += [(c, True) for c in self.tree.get("surely", [])]
            if not all(self.compares(c, env, surely) for c, surely in comparisons):
                continue
            if not any(self.blocks(guard, env) for guard in self.tree.get("unless", [])):
                found.add(frozenset(env.items()))
        return self.without_mirrored(found)

    def without_mirrored(self, found):
        exchanged = {}
        for first, second in self.tree.get("symmetric", []):
            exchanged[first], exchanged[second] = second, first
        if not exchanged:
            return found
        return {frozenset({env, frozenset((exchanged.get(k, k), v) for k, v in env)} & found) for env in found}

    def blocks(self, guard, env):
        if isinstance(guard, list):
            return any(True for _ in self.solutions(guard, env))
        if "match" in guard:
            return any(True for _ in self.solutions(guard["match"], env))
        inner = {f"${name}": env[variable] for name, variable in guard.get("with", {}).items()}
        alternatives = self.shared["patterns"][guard["use"]]["any"]
        return any(True for alternative in alternatives for _ in self.solutions(alternative["match"], inner))

    def compute_definitions(self):
        waiting = dict(self.tree.get("define", {}))
        while waiting:
            for name, form in list(waiting.items()):
                used = {relation for item in form["of"] + form.get("absent", []) for relation in item}
                if not used & set(waiting):
                    self.rows[name], self.fields[name] = self.definition(form)
                    del waiting[name]

    def definition(self, form):
        types = self.types(form["of"])
        by = form.get("by", [])
        fields = [(variable[1:], types[variable]) for variable in by]
        groups = {}
        for env in self.solutions(form["of"], {}):
            group = tuple(env[variable] for variable in by)
            if "absent" in form:
                if not any(True for _ in self.solutions(form["absent"], env)):
                    groups[group] = None
                continue
            variable = form.get("count") or form.get("least") or form["greatest"]
            groups.setdefault(group, set()).add(env[variable])
        if "absent" in form:
            return list(groups), fields
        if "count" in form:
            return [(*group, len(values)) for group, values in groups.items()], [*fields, (form["as"], "integer")]
        kind = types[form.get("least") or form["greatest"]]
        rows = [(*group, end_of(values, "greatest" in form)) for group, values in groups.items()]
        return rows, [*fields, (form["as"], kind)]

    def types(self, conjunction):
        """The type of each variable: that of a field where it stands."""
        found = {}
        for item in conjunction:
            for relation, conditions in item.items():
                for name, condition in conditions.items():
                    variable = condition.get("is") if isinstance(condition, dict) else condition
                    if relation not in ("where", "surely") and variable is not None and variable.startswith("$"):
                        found[variable] = dict(self.fields[relation])[name]
        return found

    def solutions(self, conjunction, outer):
        items = [next(iter(item.items())) for item in conjunction]
        patterns = [item for item in items if item[0] not in ("where", "surely")]
        for rows in itertools.product(*(self.rows[relation] for relation, _ in patterns)):
            env = dict(outer)
            if not all(self.fits(*pattern, row, env) for pattern, row in zip(patterns, rows, strict=True)):
                continue
            asked = [(conditions, kind == "surely") for kind, conditions in items if kind in ("where", "surely")]
            if all(self.compares(comparison, env, surely) for comparison, surely in asked):
                yield env

    def fits(self, relation, conditions, row, env):
        for (name, kind), value in zip(self.fields[relation], row, strict=True):
            condition = conditions.get(name, "_")
            if condition == "_":
                continue
            form = condition
            if isinstance(condition, str):
                form = {"is": condition} if condition.startswith("$") else {"equals": condition}
            if "given" in form and (value is not NONE) != (form["given"] == "true"):
                return False
            for word, wanted in form.items():
                if word != "given" and not self.passes(word, wanted, kind, value, env):
                    return False
        return True

    def passes(self, word, wanted, kind, value, env):
        if value is NONE:
            return False
        if word == "is":
            return env.setdefault(wanted, value) == value
        if word in ("in", "not-in"):
            words = self.parameters[wanted[1:]]["value"] if isinstance(wanted, str) else wanted
            return (value in [self.constant(one, kind) for one in words]) == (word == "in")
        other = self.constant(wanted, kind)
        if word == "not":
            return value != other
        return ordered(word, value, other, surely=False)

    def compares(self, comparison, env, surely):
        left, right = env[comparison["left"]], comparison["right"]
        if right.startswith("$"):
            return ordered(comparison["is"], left, env[right], surely)
        kind = {Quantity: "quantity", bool: "flag", int: "integer", str: "symbol"}[type(left)]
        return ordered(comparison["is"], left, self.constant(right, kind), surely)

    def constant(self, words, kind):
        if words.startswith("@"):
            parameter = self.parameters[words[1:]]
            words = parameter["value"] + (" " + parameter["unit"] if "unit" in parameter else "")
        if kind == "integer":
            return int(words)
        if kind == "flag":
            return words == "true"
        if kind == "quantity":
            number, unit = words.split(" ")
            return Quantity(Fraction(number), Fraction(number), Fraction(number), unit)
        return words


def in_minutes(quantity):
    factor = 60 if quantity.unit == "hour" else 1
    family = "clock" if quantity.unit in ("hour", "minute") else quantity.unit
    return family, [quantity.low * factor, quantity.likely * factor, quantity.high * factor]


def ordered(word, left, right, surely):
    """Ask a comparison of every pair of values that two ranges can take: of their ends, or of the likely values."""
    if isinstance(left, Quantity):
        (family, ours), (other, theirs) = in_minutes(left), in_minutes(right)
        if family != other:
            return False
        if not surely:
            ours, theirs = ours[1:2], theirs[1:2]
        if word == "differs" and surely:
            return not any(ours[0] <= end <= ours[2] for end in theirs) and not any(
                theirs[0] <= end <= theirs[2] for end in ours
            )
    else:
        ours, theirs = [left], [right]
    tests = {
        "equals": lambda a, b: a == b,
        "differs": lambda a, b: a != b,
        "below": lambda a, b: a < b,
        "above": lambda a, b: a > b,
        "at-least": lambda a, b: a >= b,
        "at-most": lambda a, b: a <= b,
    }
    return all(tests[word](a, b) for a in ours for b in theirs)


def end_of(values, greatest):
    values = list(values)
    if not isinstance(values[0], Quantity):
        return max(values) if greatest else min(values)
    if len({in_minutes(value)[0] for value in values}) > 1:
        return NONE

    def key(value):
        low, likely, high = in_minutes(value)[1]
        return likely, low, high, value.unit

    return sorted(values, key=key)[-1 if greatest else 0]
