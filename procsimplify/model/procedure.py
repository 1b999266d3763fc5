"""The procedure: everything that one administrative procedure is."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, model_validator

from procsimplify.model.basic import Applies, BareIds, Code, Day, Id, Keyed, Label, Model, Names, YesNo
from procsimplify.model.dossier import DOSSIER, Demand, Group, leaves
from procsimplify.model.party import Applicant, Case, Channel, Party, Register
from procsimplify.model.provision import Instrument, OneProvision, StandingMark
from procsimplify.model.quantity import Assume, Quantity
from procsimplify.model.step import END, GRANTED, Step, Then
from procsimplify.model.twin import Twin
from procsimplify.model.vocabulary import Clock, DocumentType, Level

__all__ = [
    "Condition", "Fee", "FeeLine", "InnerPaper", "Limit", "Presence", "Procedure", "Purpose", "Qualification", "Result",
    "SourcePage", "Stake", "Volume",
]  # fmt: skip


Purpose = Literal[
    "issue", "renew", "extend", "reissue", "replace-lost", "exchange", "change", "correct", "confirm-yearly", "notify",
    "report", "end", "revoke", "allocate",
]  # fmt: skip
"""``renew`` is of a permission, ``extend`` of a stay, a payment, a project; ``revoke`` is what an authority begins,
``allocate`` hands public money down."""
Presence = Literal["biometrics", "oath", "signature", "examination", "inspection", "delivery", "hearing"]
Stake = Literal["safety", "security", "prudential", "treaty"]
Qualification = Literal["experience", "degree", "certificate", "exam"]


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class SourcePage(Model):
    """Where the procedure was read: the page, when, the decision that published it."""

    page: str | None = Field(default=None, max_length=500)
    seen: str | None = Field(default=None, max_length=40)
    decision: str | None = Field(default=None, max_length=80)
    note: Label | None = None


class Limit(Applies):
    """A statutory time (thời hạn): apart from effort and wait, and never added to another that it overlaps.

    ``covers`` are the steps that it spans (none written: all), ``from_`` the event that starts it. ``other_cases``: the
    page names cases for it that the file does not tell apart.
    """

    id: Id
    value: Quantity
    from_: Id | None = None
    covers: Names = ()
    excludes: Names = ()
    clock: Clock | None = None
    other_cases: YesNo = False
    provision: OneProvision | None = None


class FeeLine(Applies):
    """One line of a dated tariff. An amount that is not given is unknown, never zero."""

    id: Id
    amount: Quantity | None = None
    per: Literal["case", "item", "subject", "share"] = "case"
    items: Quantity | None = None
    base: Quantity | None = None
    from_: Day | None = None
    to: Day | None = None
    exempt: Names = ()
    waiver: YesNo = False


class Fee(Applies):
    """A fee (phí) or charge (lệ phí): one amount, or dated tariff lines; a transfer to its receiver.

    ``set_by`` names who fixes the amount where the page leaves it open (a provincial council).
    """

    id: Id
    title: Label | None = None
    kind: Literal["fee", "charge"] = "fee"
    amount: Quantity | None = None
    lines: Annotated[tuple[FeeLine, ...], Field(max_length=200)] = ()
    step: Id | None = None
    receiver: Id | None = None
    set_by: Label | None = None
    provision: OneProvision | None = None


class Result(Applies):
    """An outcome that the procedure exists for, or that it may end in.

    ``either`` marks one paper that says yes or no. ``physical``: the piece itself counts, a copy or a data record
    does not (a title that circulates, a plate, a document shown at a border). ``entry``: an entry in a register on
    which third parties rely.
    """

    id: Id
    title: Label | None = None
    kind: Literal["grant", "refusal", "notice", "intermediate"] = "grant"
    either: YesNo = False
    physical: YesNo = False
    entry: YesNo = False
    code: str | None = Field(default=None, max_length=60)
    validity: Quantity | None = None
    renewed_by: Code | None = None


class Condition(Applies):
    """What must hold for the result to be granted; ``business`` marks a business condition.

    ``restates``: it only says that the law must be obeyed. ``person`` is whose qualification is asked for
    (``applicant``, or words for the role), ``asks`` what of that person.
    """

    id: Id
    text: Label
    kind: Literal[
        "legal-status", "capital", "premises", "staff", "experience", "equipment", "plan", "rules", "no-offence",
        "planning", "other",
    ] = "other"  # fmt: skip
    business: YesNo = False
    restates: YesNo = False
    person: Id | None = None
    asks: Annotated[tuple[Qualification, ...], BeforeValidator(_several)] = ()
    threshold: Quantity | None = None
    proved_by: Names = ()
    checked_at: Names = ()
    how: Label | None = None
    cost: Quantity | None = None
    provision: OneProvision | None = None
    standing: StandingMark | None = None


class InnerPaper(Model):
    """A paper that the authorities make for each other; not part of the dossier."""

    id: Id
    title: Label | None = None
    type: DocumentType | None = None


class Volume(Model):
    """How often in a year: cases, or subjects × times; each with its source."""

    cases: Quantity | None = None
    subjects: Quantity | None = None
    times: Quantity | None = None


def _dossier(value: object) -> object:
    if isinstance(value, list | tuple):
        return {"id": DOSSIER, "all": cast("object", value)}
    if isinstance(value, Mapping):
        given = cast("Mapping[str, object]", value)
        return given if "id" in given else {"id": DOSSIER, **given}
    return value


class Procedure(Model):
    """An administrative procedure (thủ tục hành chính): a value; nothing changes one in place.

    Everything but ``code``, ``title`` and ``steps`` is optional. ``then`` of each step is explicit after reading: the
    next step in the list, the last one's is ``end: granted``. ``sensitive`` marks the procedure's own field, not one
    of the bodies that it consults: ``fitness`` that of people whose bodies or minds others depend on, ``prudential``
    supervision of others' money, ``abroad`` what is done or used in another country. ``purpose`` is what it does to
    its object, ``presence`` why somebody or something must be there in person, ``stakes`` what its conditions guard
    beyond the applicant's own affairs; ``electronic``: some part of it is said to go by electronic means, whatever the
    channels offered.
    """

    code: Code
    title: Label
    nature: Literal[
        "procedure", "periodic-report", "conditions", "specialised-inspection", "internal-procedure"
    ] = "procedure"  # fmt: skip
    field: Label | None = None
    ministry: Label | None = None
    level: Annotated[tuple[Level, ...], BeforeValidator(_several)] = ()
    sensitive: Annotated[
        tuple[
            Literal[
                "state-secrets", "armed-forces", "judgment-enforcement", "complaints", "compensation",
                "budget-settlement", "abroad", "dispute", "fitness", "prudential", "foreign-applicants", "nationality",
                "relief",
            ],
            ...,
        ],
        BeforeValidator(_several),
    ] = ()  # fmt: skip
    corrects: Literal["own-error", "record"] | None = None
    purpose: Annotated[tuple[Purpose, ...], BeforeValidator(_several)] = ()
    presence: Annotated[tuple[Presence, ...], BeforeValidator(_several)] = ()
    stakes: Annotated[tuple[Stake, ...], BeforeValidator(_several)] = ()
    electronic: YesNo = False
    as_of: Day | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "VND"
    source: SourcePage | None = None
    assume: Assume | None = None
    standing: StandingMark | None = None
    basis: Annotated[tuple[Instrument, ...], BareIds, Field(max_length=200)] = ()
    applicants: Annotated[tuple[Applicant, ...], BareIds, Field(max_length=20)] = ()
    channels: Annotated[tuple[Channel, ...], BareIds, Field(max_length=10)] = ()
    cases: Annotated[tuple[Case, ...], BareIds, Field(max_length=64)] = ()
    volume: Volume | None = None
    parties: Annotated[tuple[Party, ...], Keyed, Field(max_length=100)] = ()
    registers: Annotated[tuple[Register, ...], Keyed, Field(max_length=50)] = ()
    conditions: Annotated[tuple[Condition, ...], Field(max_length=200)] = ()
    dossier: Annotated[Group, BeforeValidator(_dossier)] = Group(id=DOSSIER, all=())
    papers: Annotated[tuple[InnerPaper, ...], BareIds, Field(max_length=100)] = ()
    limits: Annotated[tuple[Limit, ...], Field(max_length=100)] = ()
    fees: Annotated[tuple[Fee, ...], Field(max_length=50)] = ()
    results: Annotated[tuple[Result, ...], BareIds, Field(max_length=50)] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=500)]
    twins: Annotated[tuple[Twin, ...], Field(max_length=50)] = ()
    note: Label | None = None
    was: Names = ()

    @model_validator(mode="after")
    def _explicit_then(self) -> "Procedure":
        if any(step.then is None for step in self.steps):
            explicit = tuple(
                # Both are valid already: nothing of the step needs to be read again.
                step if step.then is not None else step.model_copy(update={"then": default_then(self.steps, place)})
                for place, step in enumerate(self.steps)
            )
            object.__setattr__(self, "steps", explicit)
        return self

    def demands(self) -> tuple[Demand, ...]:
        """List the leaves of the dossier, in order."""
        return self._leaves

    @cached_property
    def _leaves(self) -> tuple[Demand, ...]:
        return tuple(leaves(self.dossier))

    def step(self, step_id: str) -> Step:
        """Give a step by its id, or by an id that it was merged from.

        Raises
        ------
        KeyError
            Where no step has it.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        for step in self.steps:
            if step_id in step.was:
                return step
        raise KeyError(step_id)

    def demand(self, demand_id: str) -> Demand:
        """Give a demand by its id; KeyError where there is none."""
        for demand in self.demands():
            if demand.id == demand_id:
                return demand
        raise KeyError(demand_id)

    def party(self, party_id: str) -> Party:
        """Give a party by its id, the built-in ones included; KeyError where there is none."""
        for party in self.parties:
            if party.id == party_id:
                return party
        if party_id == "authority":
            return Party(id="authority")
        if party_id == "third-party":
            return Party(id="third-party", kind="third-party")
        raise KeyError(party_id)

    def evolve(self, **changes: Any) -> "Procedure":
        """Give a copy with some fields changed."""
        return super().evolve(**changes)

    def projected(self, **changes: Any) -> "Procedure":
        """Give a copy with some fields changed to parts of the old ones; see `Model.projected`."""
        made = super().projected(**changes)
        made.__dict__.pop("_leaves", None)  # a copy takes what was remembered along
        return made


def default_then(steps: tuple[Step, ...], place: int) -> Then:
    """Give where a step leads that does not say: the next in the list, after the last the end, granted."""
    if place + 1 < len(steps):
        return Then(to=steps[place + 1].id)
    return Then(to=END, outcome=GRANTED)
