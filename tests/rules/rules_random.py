"""Random rules that use every construct of the language, and random facts for them; from a seed."""

import json
import random
from fractions import Fraction

from procsimplify.base.yaml import read_tree
from procsimplify.rules import NONE, FactBase, Field, Quantity, Relation, Schema, load_patterns, load_rule

UNITS = ("day", "hour", "minute")
SCHEMA = Schema(
    [
        Relation(
            "step",
            (
                Field("id", "symbol"),
                Field("actor", "symbol"),
                Field("n", "integer"),
                Field("limit", "quantity", UNITS),
                Field("online", "flag"),
                Field("name", "text"),
            ),
        ),
        Relation("next", (Field("before", "symbol"), Field("after", "symbol"))),
        Relation("paper", (Field("step", "symbol"), Field("kind", "symbol"), Field("effort", "quantity"))),
        Relation("closed", ()),
    ]
)
FIELDS = {relation.name: [(field.name, field.type) for field in relation.fields] for relation in SCHEMA}
SYMBOLS = ("s1", "s2", "s3")
TEXTS = ("một", "hai")
SHORT = {"symbol": "s", "integer": "i", "flag": "f", "text": "t", "quantity": "q"}
ORDER = ("at-least", "at-most", "above", "below")


def random_facts(dice, most=7):
    facts = FactBase(SCHEMA)
    for relation in SCHEMA:
        for _ in range(dice.randrange(most + 1)):
            facts.add(relation.name, *(random_value(dice, field.type) for field in relation.fields))
    return facts


def random_value(dice, kind):
    if dice.random() < 0.06:
        return NONE
    if kind == "symbol":
        return dice.choice(SYMBOLS)
    if kind == "text":
        return dice.choice(TEXTS)
    if kind == "flag":
        return dice.random() < 0.5
    if kind == "integer":
        return dice.randrange(4)
    low, likely, high = sorted(Fraction(dice.choice((1, 2, 3, 60, 120))) for _ in range(3))
    return Quantity(low, likely, high, dice.choice(UNITS))


class Maker:
    """Makes one rule's source; `dice` decides everything."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.relations = dict(FIELDS)
        self.parameters = {
            "words": {"value": ["s1", "s2"]},
            "word": {"value": "s3"},
            "number": {"value": "2"},
            "days": {"value": "2", "unit": "day"},
        }
        self.fresh = 0

    def chance(self, share):
        return self.dice.random() < share

    def constant(self, kind, parameters=True):
        choice = self.dice.choice
        named = {"symbol": "@word", "integer": "@number", "quantity": "@days"}.get(kind)
        if parameters and named and self.chance(0.2):
            return named
        if kind == "quantity":
            return f"{choice((1, 2, 60))} {choice(UNITS)}"
        options = {"symbol": SYMBOLS, "text": TEXTS, "flag": ("true", "false"), "integer": ("0", "1", "2", "3")}
        return choice(options[kind])

    def variable(self, kind, scope, prefix=""):
        if kind == "quantity":
            self.fresh += 1
            name = f"$q{self.fresh}"
        else:
            known = [name for name, other in scope.items() if other == kind]
            name = self.dice.choice([*known, f"${prefix}{SHORT[kind]}{self.dice.randrange(2)}"])
        scope[name] = kind
        return name

    def condition(self, kind, scope, prefix):
        """A condition on one field; the mapping form combines several."""
        if self.chance(0.6):
            return self.variable(kind, scope, prefix)
        if self.chance(0.25):
            return "_" if self.chance(0.5) else self.constant(kind)
        form = {}
        if kind == "quantity":
            options = [*ORDER, "equals"]
        elif kind == "integer":
            options = [*ORDER, "equals", "in", "not", "not-in"]
        else:
            options = ["equals", "in", "not", "not-in"]
        options.append("given")
        for word in self.dice.sample(options, self.dice.choice((1, 1, 2))):
            if word in ("in", "not-in"):
                words = [self.constant(kind, parameters=False) for _ in range(2)]
                form[word] = "@words" if kind == "symbol" and self.chance(0.3) else words
            elif word == "given":
                form[word] = "true"
            else:
                form[word] = self.constant(kind)
        if self.chance(0.07):
            return {"given": "false"}
        if self.chance(0.4):
            form["is"] = self.variable(kind, scope, prefix)
        return form

    def conjunction(self, scope, most, prefix=""):
        items = []
        for _ in range(self.dice.randrange(1, most + 1)):
            relation = self.dice.choice(sorted(self.relations))
            conditions = {
                name: self.condition(kind, scope, prefix)
                for name, kind in self.relations[relation]
                if self.chance(0.42)
            }
            items.append({relation: conditions})
        if self.chance(0.3):
            comparison = self.comparison(scope)
            if comparison:
                items.insert(self.dice.randrange(len(items) + 1), {self.dice.choice(("where", "surely")): comparison})
        return items

    def twins(self, scope):
        """Two patterns alike, so that exchanging their variables often gives another match."""
        relation, field, shared = self.dice.choice(
            [("step", "id", "actor"), ("next", "before", "after"), ("paper", "step", "kind"), ("paper", "kind", "step")]
        )
        scope |= {"$one": "symbol", "$two": "symbol"}
        items = [{relation: {field: "$one"}}, {relation: {field: "$two"}}]
        if self.chance(0.5):
            scope["$both"] = "symbol"
            for item in items:
                item[relation][shared] = "$both"
        return items

    def comparison(self, scope):
        if not scope:
            return None
        left = self.dice.choice(sorted(scope))
        kind = scope[left]
        operators = ("equals", "differs", *(ORDER if kind in ("integer", "quantity") else ()))
        others = sorted(name for name, other in scope.items() if other == kind and name != left)
        right = self.dice.choice(others) if others and self.chance(0.7) else self.constant(kind)
        return {"left": left, "is": self.dice.choice(operators), "right": right}

    def definition(self):
        scope = {}
        of = self.conjunction(scope, 2)
        by = [name for name, kind in sorted(scope.items()) if kind != "quantity" and self.chance(0.5)]
        form = {"of": of, "by": by}
        fields = [(name[1:], scope[name]) for name in by]
        numeric = sorted(name for name, kind in scope.items() if kind in ("integer", "quantity"))
        kind = self.dice.choice(("count", "absent", "least", "greatest"))
        if kind in ("least", "greatest") and numeric:
            form |= {kind: self.dice.choice(numeric), "as": "value"}
            fields.append(("value", scope[form[kind]]))
        elif kind == "count" and scope:
            form |= {"count": self.dice.choice(sorted(scope)), "as": "value"}
            fields.append(("value", "integer"))
        else:
            form["absent"] = self.conjunction({k: v for k, v in scope.items() if v != "quantity"}, 2, "x")
        return form, fields

    def rule(self):
        define = {}
        for number in range(self.dice.choice((0, 1, 1, 2))):
            form, fields = self.definition()
            define[f"made-{number}"] = form
            self.relations[f"made-{number}"] = fields
        if self.chance(0.5):
            define = dict(reversed(define.items()))
        scope = {}
        match = self.twins(scope) if self.chance(0.25) else self.conjunction(scope, 3)
        joined = {name: kind for name, kind in scope.items() if kind != "quantity"}
        symbols = sorted(name for name, kind in scope.items() if kind == "symbol")
        unless = [self.conjunction(dict(joined), 2, "y") for _ in range(self.dice.choice((0, 0, 1, 2)))]
        if self.chance(0.2):
            reason = {"vi": "v", "en": "e"}
            unless.append({"id": "own", "reason": reason, "match": self.conjunction(dict(joined), 2, "y")})
        if symbols and self.chance(0.3):
            unless.append({"use": "shared", "with": {"who": self.dice.choice(symbols)}})
        comparisons = {
            key: [found for found in (self.comparison(scope),) if found] if self.chance(0.3) else []
            for key in ("where", "surely")
        }
        text = {"vi": "v", "en": "e"}
        rule = {"id": "drawn", "version": "1", "class": "question", "kind": "advice", "title": text, "why": text}
        rule |= {"mend": text, "question": {"item": "1"}, "parameters": self.parameters, "define": define}
        rule |= {"match": match, "unless": unless, **comparisons}
        if "$one" in scope:
            rule["symmetric"] = [["$one", "$two"]]
        elif len(symbols) >= 2 and self.chance(0.4):
            rule["symmetric"] = [self.dice.sample(symbols, 2)]
        return rule

    def shared(self):
        own = Maker(self.dice.randrange(10**9))
        own.constant = lambda kind, parameters=True: Maker.constant(own, kind, parameters=False)
        alternatives = []
        for number in range(2):
            scope = {"$who": "symbol"}
            match = [{"next": {"before": "$who"}}, *own.conjunction(scope, 1)]
            if "@" in json.dumps(match):
                match = match[:1]
            alternatives.append({"id": f"way-{number}", "reason": {"vi": "v", "en": "e"}, "match": match})
        return {"patterns": {"shared": {"parameters": ["who"], "any": alternatives}}}


def as_document(tree, name="drawn.yaml"):
    """The tree as the YAML reader gives it: JSON is YAML."""
    return read_tree(json.dumps(tree, ensure_ascii=False).encode(), name)


def drawn_rule(seed, name="drawn"):
    """A random rule: its tree, the tree of its shared patterns, and the rule as loaded."""
    maker = Maker(seed)
    tree, shared = maker.rule(), maker.shared()
    tree["id"] = name
    patterns = load_patterns(as_document(shared), SCHEMA)
    return tree, shared, load_rule(as_document(tree), SCHEMA, patterns=patterns)
