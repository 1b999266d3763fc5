"""Cases of a rule: small procedures that it must find something in, and others in which it must stay silent.

A case names a shipped procedure or holds one, and says what the rule must find there. Each finding is applied as well:
the procedure must stay well formed, and the rule must then find nothing more at the same target.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from procsimplify.base import shipped
from procsimplify.base.errors import NotWellFormed, ProcsimplifyError, UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.base.yaml import Document, read_tree
from procsimplify.model import Procedure, Register, read_procedure
from procsimplify.rules.compile import relations_used
from procsimplify.rules.explaining import WhyNot, why_not
from procsimplify.rules.facts import facts
from procsimplify.rules.finding_matches import Found, found_of
from procsimplify.rules.language import Rule
from procsimplify.rules.matching import Engine, match
from procsimplify.rules.schema import Value
from procsimplify.rules.wording import plain

if TYPE_CHECKING:
    from procsimplify.rules.packs import Pack

__all__ = ["ENGINES", "Case", "CaseKind", "CaseResult", "load_cases", "run_cases"]

CaseKind = Literal["reported", "missing", "noisy", "wrong"]
ENGINES: tuple[Engine, ...] = ("indexed", "durable")
_CASE_KEYS = frozenset({"id", "says", "procedure", "set", "matches", "blocked-by"})
_MATCH_KEYS = frozenset({"bind", "edits", "standing"})


@dataclass(frozen=True)
class Case:
    """One case as it is written.

    Parameters
    ----------
    id : str
        Its name among the cases of the rule.
    procedure : Procedure
        What the rule looks at.
    matches : tuple of mapping
        For each match wanted: ``bind`` (values of some variables), perhaps ``edits`` and ``standing``.
    blocked_by : str or None
        For silence: the guard that must be the reason, ``PATTERN/ALTERNATIVE`` or ``unless-N``; ``no-match`` where no
        guard is reached.
    """

    id: str
    procedure: Procedure
    matches: tuple[Mapping[str, object], ...]
    blocked_by: str | None
    place: Place


@dataclass(frozen=True)
class CaseResult:
    """What came of one case on one engine.

    Parameters
    ----------
    kind : {"reported", "missing", "noisy", "wrong"}
        As wanted; not found though wanted; found though not wanted; found, but not so (other edits, another guard, a
        procedure that is broken afterwards, a second match at the same target).
    detail : Text or None
        What was wanted or found, where it is not as wanted.
    """

    rule: str
    case: str
    engine: Engine
    kind: CaseKind
    detail: Text | None
    place: Place

    @property
    def right(self) -> bool:
        """Whether the case came out as wanted."""
        return self.kind == "reported"

    def to_json(self) -> dict[str, object]:
        """Give the result as plain data."""
        detail = None if self.detail is None else {"vi": self.detail.get("vi"), "en": self.detail.get("en")}
        return {"rule": self.rule, "case": self.case, "engine": self.engine, "result": self.kind, "detail": detail}


def run_cases(
    pack: Pack, only: Iterable[str] | None = None, engines: Sequence[Engine] = ENGINES
) -> tuple[CaseResult, ...]:
    """Run the cases of a pack's rules.

    Parameters
    ----------
    pack : Pack
        From `procsimplify.rules.packs.load_packs`.
    only : iterable of str, optional
        Ids of the rules that are wanted.
    engines : sequence of str
        The matchers to run.

    Returns
    -------
    tuple of CaseResult
        By rule, case and engine. A rule without cases is wrong.

    Raises
    ------
    ProcsimplifyError
        If a file of cases cannot be read, or a procedure in it.
    """
    wanted = None if only is None else set(only)
    results: list[CaseResult] = []
    for rule in pack.rules:
        if wanted is not None and rule.id not in wanted:
            continue
        cases = load_cases(pack, rule)
        if not cases:
            detail = phrase_text("rules.case-none")
            results += [CaseResult(rule.id, "–", engine, "wrong", detail, rule.place) for engine in engines]
        results += [_result(rule, case, engine, pack.registers) for case in cases for engine in engines]
    return tuple(results)


def load_cases(pack: Pack, rule: Rule) -> tuple[Case, ...]:
    """Read the cases that stand beside a rule.

    Raises
    ------
    ProcsimplifyError
        If the file or a procedure in it cannot be read, with every finding about it.
    """
    path = pack.folder_of(rule.id) / "cases.yaml"
    name = path.relative_to(pack.folder.parent).as_posix()
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError:
        raise UsageError(error("rules.cannot-read", Place(name))) from None
    document = read_tree(source, name)
    tree = document.tree
    if not isinstance(tree, dict) or set(tree) - {"procedure", "cases"} or not isinstance(tree.get("cases"), list):
        raise _bad(document, (), "procedure, cases")
    base = tree.get("procedure")
    items = cast("list[object]", tree["cases"])
    return tuple(_case(document, base, item, index) for index, item in enumerate(items))


def _bad(document: Document, path: tuple[str | int, ...], wanted: str) -> NotWellFormed:
    return NotWellFormed(error("rules.bad-cases", document.place(path), wanted=wanted))


def _case(document: Document, base: object, item: object, index: int) -> Case:
    here = ("cases", index)
    if not isinstance(item, dict):
        raise _bad(document, here, ", ".join(sorted(_CASE_KEYS)))
    case = cast("dict[str, object]", item)
    if set(case) - _CASE_KEYS or not isinstance(case.get("id"), str) or not isinstance(case.get("matches"), list):
        raise _bad(document, here, ", ".join(sorted(_CASE_KEYS)))
    matches: list[Mapping[str, object]] = []
    for number, wanted in enumerate(cast("list[object]", case["matches"])):
        if not isinstance(wanted, dict) or set(cast("dict[str, object]", wanted)) - _MATCH_KEYS:
            raise _bad(document, (*here, "matches", number), ", ".join(sorted(_MATCH_KEYS)))
        matches.append(cast("dict[str, object]", wanted))
    own = "procedure" in case
    tree = case["procedure"] if own else base
    at = (*here, "procedure") if own else ("procedure",)
    changes = cast("object", case.get("set") or {})
    if isinstance(tree, str) and not changes:
        procedure = _shipped(tree, document.place(at))
    elif isinstance(tree, Mapping) and isinstance(changes, Mapping):
        procedure = _inline(document, cast("Mapping[str, object]", tree), cast("Mapping[str, object]", changes), here)
    else:
        raise _bad(document, at, "procedure: CODE, procedure: {…}, set: {path: value}")
    blocked = case.get("blocked-by")
    return Case(
        str(case["id"]),
        procedure,
        tuple(matches),
        None if blocked is None else str(blocked),
        Place(document.file, document.place(here).line, None, str(case["id"])),
    )


def _inline(
    document: Document, tree: Mapping[str, object], changes: Mapping[str, object], here: tuple[str | int, ...]
) -> Procedure:
    whole: object = {"code": "0", "title": document.file, **tree}
    for path, value in changes.items():
        changed = _with(whole, tuple(path.split("/")), value)
        if changed is None:
            raise _bad(document, (*here, "set", path), "step/…, dossier/DOCUMENT/…, parties/PARTY/…")
        whole = changed
    procedure = read_procedure(whole)
    _require_well_formed(procedure)
    return procedure


def _with(node: object, path: tuple[str, ...], value: object) -> object | None:
    """Give a tree with the value at a path of keys and ids; None where the path leads nowhere."""
    if not path:
        return value
    if isinstance(node, Mapping):
        mapping = dict(cast("Mapping[str, object]", node))
        if len(path) == 1:
            return mapping | {path[0]: value}
        if path[0] in mapping:
            inner = _with(mapping[path[0]], path[1:], value)
            return None if inner is None else mapping | {path[0]: inner}
        return _inside_group(mapping, path, value)
    if isinstance(node, list):
        items = cast("list[object]", node)
        for place, item in enumerate(items):
            if isinstance(item, Mapping):
                found = cast("Mapping[str, object]", item)
                inner = (
                    _with(found, path[1:], value) if found.get("id") == path[0] else _inside_group(found, path, value)
                )
                if inner is not None:
                    return [*items[:place], inner, *items[place + 1 :]]
    return None


def _inside_group(group: Mapping[str, object], path: tuple[str, ...], value: object) -> object | None:
    for key in ("all", "one-of"):
        if key in group:
            inner = _with(group[key], path, value)
            if inner is not None:
                return dict(group) | {key: inner}
    return None


@lru_cache(maxsize=64)
def _shipped(code: str, place: Place) -> Procedure:
    found = sorted(shipped.folder("procedures").glob(f"*/{code}.yaml"))
    if not found:
        raise UsageError(error("rules.bad-cases", place, wanted=Text("mã của thủ tục có sẵn", "a shipped code")))
    document = read_tree(found[0].read_bytes(), found[0].name)
    return read_procedure(document.tree, document)


def _require_well_formed(procedure: Procedure) -> None:
    from procsimplify.flow import require_well_formed

    require_well_formed(procedure)


def _result(rule: Rule, case: Case, engine: Engine, registers: tuple[Register, ...]) -> CaseResult:
    def result(kind: CaseKind, detail: Text | None = None) -> CaseResult:
        return CaseResult(rule.id, case.id, engine, kind, detail, case.place)

    base = facts(case.procedure, relations_used([rule]), registers)
    matched = match([rule], base, engine)
    if matched.faults:
        fault = matched.faults[0]
        return result("wrong", Text(fault.message("vi"), fault.message("en")))
    found = [found_of(case.procedure, rule, item) for item in matched.matches]
    left = list(found)
    for wanted in case.matches:
        bind = cast("Mapping[str, object]", wanted.get("bind") or {})
        one = next((item for item in left if _binds(item, bind)), None)
        if one is None:
            return result("missing", phrase_text("rules.case-missing", what=_written(bind)))
        left.remove(one)
        other = _otherwise(one, wanted)
        if other is not None:
            return result("wrong", other)
    if left:
        return result("noisy", phrase_text("rules.case-noisy", what=_written(left[0].match.bindings)))
    if not found and case.blocked_by is not None:
        reason = _reason(why_not(rule, base))
        if reason != case.blocked_by:
            return result("wrong", phrase_text("rules.case-guard", wanted=case.blocked_by, found=reason))
    for one in found:
        wrong = _afterwards(rule, case, one, registers)
        if wrong is not None:
            return result("wrong", wrong)
    return result("reported")


def _binds(found: Found, bind: Mapping[str, object]) -> bool:
    return all(
        name in found.match.bindings and plain(found.match.bindings[name]) == value for name, value in bind.items()
    )


def _written(bindings: Mapping[str, object]) -> str:
    return ", ".join(f"{name}: {plain(cast('Value', value))}" for name, value in sorted(bindings.items()))


def _otherwise(found: Found, wanted: Mapping[str, object]) -> Text | None:
    """Say how a match differs from what the case wants of it beyond its bindings."""
    if "edits" in wanted and [dict(edit) for edit in found.edits] != wanted["edits"]:
        return phrase_text("rules.case-edits", found=str([dict(edit) for edit in found.edits]))
    standing = "open" if found.standing is None else found.standing.is_
    if "standing" in wanted and standing != wanted["standing"]:
        return phrase_text("rules.case-standing", found=standing)
    return None


def _reason(why: WhyNot | None) -> str:
    """Name what silenced a rule as cases do."""
    if why is None:
        return "–"
    if why.guard is None:
        return "no-match"
    return why.guard.alternative if why.guard.pattern is None else f"{why.guard.pattern}/{why.guard.alternative}"


def _afterwards(rule: Rule, case: Case, found: Found, registers: tuple[Register, ...]) -> Text | None:
    """Apply a finding's edits and say what is wrong with what they leave."""
    if not found.edits:
        return None
    from procsimplify.rewrite import apply, read_edits

    try:
        procedure = apply(case.procedure, read_edits(list(found.edits))).procedure
        _require_well_formed(procedure)
    except ProcsimplifyError as wrong:
        fault = wrong.findings[0]
        return Text(fault.render("vi"), fault.render("en"))
    again = match([rule], facts(procedure, relations_used([rule]), registers), "indexed").matches
    for item in again:
        second = found_of(procedure, rule, item)
        if second.targets and second.targets[0] == found.targets[0]:
            return phrase_text("rules.case-again", target=found.targets[0])
    return None
