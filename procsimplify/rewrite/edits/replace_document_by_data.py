"""The edit replace-document-by-data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from procsimplify.base.errors import Refused
from procsimplify.base.messages import phrase, phrase_text
from procsimplify.base.text import Language
from procsimplify.model import Demand, Procedure, Register, Step, names_of, variants
from procsimplify.model.basic import Id
from procsimplify.model.dossier import OnceOnly
from procsimplify.model.party import BUILT_IN_PARTIES
from procsimplify.model.provision import StandingMark
from procsimplify.model.registers import shipped_registers
from procsimplify.rewrite._looking_up import looked_up, require_replaceable
from procsimplify.rewrite.edit import Edit, Phase, demand_title, refused
from procsimplify.rewrite.structure import find_demand, spelt

__all__ = ["ReplaceDocumentByData"]


class ReplaceDocumentByData(Edit):
    """Let the authority read a register in place of asking for a paper (once-only).

    The demand stays in the dossier with ``look-up`` as its handover, so that the conditions and controls that rest on
    it stay; what it cost the applicant goes, and a step at which the applicant only got it goes too. The authority is
    charged the ``look-up`` of the register. The fallback stays: the forms in which the paper is taken are left as they
    are, for a register that does not answer, and the mark ``once-only`` says so. Its standing is ``decided``, that is
    proposed and not enacted; a mark of the same register that is there already is left alone. A register that is
    shipped with the rules, and that the procedure does not declare, is declared by the edit.

    Refused unless the register is published and ready, has begun, holds this type of paper, the facts and the holders
    of it, and may be read by an authority that takes the paper, in every variant that asks for it. Refused as well for
    a register whose scope is partly in words, a foreign issuer, an event that may be older than what it holds; and for
    a paper that somebody confirms, is looked up already, is the object of the procedure, surrendered, comes back
    stamped or goes abroad.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> def permit(status):
    ...     return from_tree({"code": "1", "title": "Permit", "as-of": "2026-07-01",
    ...         "registers": {"civil-status": {"types": "marriage-certificate", "status": status}},
    ...         "dossier": [{"id": "marriage", "type": "marriage-certificate", "effort": "30 min"}],
    ...         "steps": [{"id": "apply", "kind": "submit", "gives": "dossier"},
    ...                   {"id": "check", "kind": "check", "who": "authority", "takes": "dossier"}]})
    >>> once = ReplaceDocumentByData(document="marriage", register="civil-status")
    >>> after = once.rewrite(permit("published-ready")).demand("marriage")
    >>> after.handover, after.once_only.register_, after.once_only.standing.is_, after.effort
    ('look-up', 'civil-status', 'decided', None)
    >>> once.rewrite(permit("law-principle"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: registers/civil-status: “civil-status” is not published as ready ...
    """

    kind: ClassVar[str] = "replace-document-by-data"
    phase: ClassVar[Phase] = "documents"

    document: Id
    register_: Id

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        known = {item.id: item for item in (*shipped_registers().values(), *procedure.registers)}
        found = known.get(self.register_)
        register = found.title.get(lang) if found is not None and found.title is not None else self.register_
        title = demand_title(procedure, self.document, lang)
        return phrase("rewrite.name-replace-document-by-data", lang, document=title, register=register)

    def targets(self) -> tuple[str, ...]:
        """Name the document."""
        return (f"document:{self.document}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure in which the register is read."""
        demand = find_demand(procedure, self.document)
        path = f"dossier/{demand.id}"
        require_replaceable(procedure, demand)
        if demand.destination == "abroad":
            raise refused("second-piece-needed", path, document=demand.id)
        if demand.confirmed_by is not None:
            raise refused("confirmed-paper", path, document=demand.id, party=demand.confirmed_by)
        register = next((item for item in procedure.registers if item.id == self.register_), None)
        if register is None:
            register = shipped_registers().get(self.register_)
            if register is None:
                raise refused("no-such-register", "registers", register=self.register_)
            procedure = procedure.evolve(registers=(*procedure.registers, register))
        for reason in _out_of_scope(procedure, register, demand):
            raise reason
        if not _read_in_every_variant(procedure, register, demand):
            raise refused("register-not-readable", path, document=demand.id, register=register.id)
        return looked_up(procedure, demand, once_only=self._mark(demand))

    def _mark(self, demand: Demand) -> OnceOnly:
        known = demand.once_only
        if known is not None and known.register_ == self.register_:
            return known
        note = phrase_text("rewrite.once-only-fallback")
        return OnceOnly(register_=self.register_, standing=StandingMark(is_="decided"), note=note)

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each demand for which a register is read only afterwards."""
        left = {item.id: item for item in after.demands()}
        found: list[Edit] = []
        for old in before.demands():
            new = left.get(old.id)
            if new is None or new.handover != "look-up" or old.handover == "look-up" or new.once_only is None:
                continue
            if new.once_only.register_ is not None:
                found.append(cls(document=old.id, register_=new.once_only.register_))
        return tuple(found)


def _out_of_scope(procedure: Procedure, register: Register, demand: Demand) -> Iterator[Refused]:
    """Give the reasons for which the register does not stand for the paper."""
    place, day = f"registers/{register.id}", procedure.as_of
    pair = {"document": demand.id, "register": register.id}
    scope = register.scope
    if register.status != "published-ready":
        yield refused("register-not-ready", place, register=register.id)
    if register.since is not None and day is not None and day < register.since:
        yield refused("register-not-begun", place, register=register.id, since=register.since.isoformat())
    if scope.untyped is not None:
        yield refused("scope-in-words", place, register=register.id, words=scope.untyped)
    if demand.type not in register.types:
        yield refused("not-of-the-register", place, type=demand.type, **pair)
    beyond = [fact for fact in demand.holds if fact not in scope.fields] if scope.fields else []
    if beyond:
        yield refused("facts-not-held", place, facts=", ".join(beyond), **pair)
    abroad = {"abroad", "foreigners"} & set(scope.not_held)
    foreign = demand.issuer is not None and procedure.party(demand.issuer).foreign
    if foreign or scope.holders not in (demand.holder, "any") or (abroad and demand.holder != "vietnamese"):
        yield refused("holder-not-held", place, **pair)
    if demand.historical and (scope.events_since is not None or "before-digitisation" in scope.not_held):
        yield refused("event-too-old", place, **pair)


def _read_in_every_variant(procedure: Procedure, register: Register, demand: Demand) -> bool:
    """Tell whether, wherever the paper is asked for, an authority that takes it may read the register.

    Where no authority's step says that it takes the paper, one of those that act must be able to.
    """
    asking = [one.procedure for one in variants(procedure) if demand.id in names_of(one.procedure.demands())]
    return bool(asking) and all(_readers(plain, register, demand) for plain in asking)


def _readers(plain: Procedure, register: Register, demand: Demand) -> list[Step]:
    acting = [step for step in plain.steps if _is_authority(plain, step.who)]
    takers = [step for step in acting if demand.id in spelt(plain, step.takes)]
    return [step for step in takers or acting if not register.readers or step.who in register.readers]


def _is_authority(plain: Procedure, who: str) -> bool:
    return who == "authority" or (who not in BUILT_IN_PARTIES and plain.party(who).kind == "authority")
