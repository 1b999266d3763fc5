"""Steps: one activity by one party, what it takes and gives, and where it leads."""

from collections.abc import Mapping
from typing import Annotated, Literal, cast

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.model.basic import Applies, BareIds, Id, Keyed, Label, Model, Names, Whole, YesNo
from procsimplify.model.dossier import PerPiece
from procsimplify.model.provision import OneProvision, Provisions
from procsimplify.model.quantity import Chance, Quantity, Seen
from procsimplify.model.vocabulary import Clock, StepKind

__all__ = ["END", "After", "Arm", "Control", "Cost", "Step", "StepByApplicant", "StepByChannel", "Supplement", "Tacit",
           "Then", "Trip"]  # fmt: skip

END = "end"
"""The one exit of every procedure; never a step's id."""
GRANTED = "granted"

Count = Annotated[Whole, Field(ge=1, le=1000)]


class Arm(Model):
    """One way on from a choice.

    ``at_most`` bounds a return; when the rounds are used up the flow goes to ``then``, a step or an outcome.
    An id that is not written is the target's, ``end.refused`` for an end.
    """

    id: Id = ""
    to: Id
    outcome: Id | None = None
    chance: Chance
    reason: Label | None = None
    at_most: Annotated[Whole, Field(ge=1, le=10)] | None = None
    then: Id | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Arm":
        if self.to == END and self.outcome is None:
            raise PydanticCustomError("arm-without-outcome", "outcome", {})
        if self.to != END and self.outcome is not None:
            raise PydanticCustomError("outcome-not-at-end", "outcome", {"to": self.to})
        if (self.at_most is None) != (self.then is None):
            raise PydanticCustomError("bounded-return", "both", {})
        if isinstance(self.chance, Quantity):
            top = self.chance.high if self.chance.high is not None else self.chance.value
            if self.chance.unit or top is None or top > 1 or self.chance.value == 0:
                raise PydanticCustomError("bad-chance", "chance", {"given": self.chance.text()})
        if not self.id:
            object.__setattr__(self, "id", self.derived_id())
        return self

    def derived_id(self) -> str:
        """Give the id that the arm has when none is written."""
        return f"{END}.{self.outcome}" if self.to == END else self.to


class Then(Model):
    """Where a step leads: to one step, to one of several (a choice), or to all of several in parallel."""

    to: Id | None = None
    outcome: Id | None = None
    choice: Annotated[tuple[Arm, ...], Field(min_length=1, max_length=50)] | None = None
    all: Annotated[tuple[Id, ...], Field(min_length=2, max_length=50)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        if isinstance(data, str):
            return {"to": data}
        if isinstance(data, Mapping):
            given = cast("Mapping[str, object]", data)
            if given.get("to") == END and given.get("outcome") is None:
                return {**given, "outcome": GRANTED}
            return given
        return data

    @model_validator(mode="after")
    def _one_kind(self) -> "Then":
        if sum(part is not None for part in (self.to, self.choice, self.all)) != 1:
            raise PydanticCustomError("then-kind", "one kind", {})
        if self.to == END and self.outcome is None:
            object.__setattr__(self, "outcome", GRANTED)
        if self.outcome is not None and self.to != END:
            raise PydanticCustomError("outcome-not-at-end", "outcome", {"to": str(self.to)})
        return self

    def targets(self) -> tuple[str, ...]:
        """List the ids that the arrows lead to, in order, the places after used-up rounds included."""
        if self.to is not None:
            return (self.to,)
        if self.all is not None:
            return self.all
        found: list[str] = []
        for arm in self.choice or ():
            found.append(arm.to)
            if arm.then is not None:
                found.append(arm.then)
        return tuple(found)


class Trip(Model):
    """A way to an office and back: steps that share an ``id`` are one trip; time and fare of the whole way."""

    id: Id | None = None
    time: Quantity | None = None
    fare: Quantity | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        if isinstance(data, str):
            return {"id": data}
        if isinstance(data, Mapping):
            given = dict(cast("Mapping[str, object]", data))
            time_keys = ("value", "likely", "low", "high", "standard", "provenance", "source", "seen", "shape")
            time = {key: given.pop(key) for key in time_keys if key in given}
            if time:
                if "time" in given:
                    raise PydanticCustomError("trip-time-twice", "time twice", {})
                given["time"] = time
            return given
        return data


class Control(Model):
    """A check that protects someone, and the provision that demands it."""

    id: Id
    what: Label | None = None
    protects: Label
    provisions: Provisions = ()


class Cost(Applies):
    """Money that the step's actor pays to others than the authority: per case, person or item."""

    id: Id
    what: Label | None = None
    amount: Quantity
    per: Literal["case", "person", "item"] = "case"
    items: Quantity | None = None
    element: Literal["out-of-pocket", "service", "one-off", "other"] = "out-of-pocket"
    paid_to: Id | None = None


class Tacit(Model):
    """Silence after a limit counts as consent."""

    after: Quantity
    provisions: Provisions = ()


class After(Model):
    """An order that law demands: this step comes after another."""

    id: Id
    provision: OneProvision | None = None
    why: Label | None = None


class Supplement(Model):
    """The request to complete a dossier, in short: it expands into steps in ``flow``.

    ``by`` is the step that the applicant's completion repeats from (by default the step itself checks again);
    rounds absent means unbounded; ``refused`` when bounded rounds are used up. ``note`` keeps the sentence that asks.
    """

    notice: Quantity | None = None
    rounds: Annotated[Whole, Field(ge=1, le=10)] | None = None
    deadline: Quantity | None = None
    clock: Clock | None = None
    chance: Chance = "unknown"
    effort: Quantity | None = None
    outlay: Quantity | None = None
    trip: Trip | None = None
    provisions: Provisions = ()
    note: Label | None = None


class StepByChannel(Model):
    """What a step asks differently on one channel."""

    id: Id
    sets: Count | None = None
    effort: Quantity | None = None
    wait: Quantity | None = None
    per_set: PerPiece | None = None


class StepByApplicant(Model):
    """How long a step takes another applicant; what it costs in money stands under ``costs``."""

    id: Id
    effort: Quantity | None = None


class Step(Applies):
    """One activity by one party.

    Parameters
    ----------
    who : str
        The party that acts: ``applicant`` or a declared party.
    takes, gives : tuple of str
        Demands, results or inner papers; ``dossier`` is every demand of the variant.
    effort : Quantity, optional
        Time at work. ``wait`` is time that passes; ``limit`` the statutory time of this step alone.
    wage : Quantity, optional
        The price of an hour of this step, where it is not that of the party: another qualification does it.
    persons : Quantity, optional
        How many do the step: its effort and its way count for each of them.
    at : str, optional
        The party whose office an applicant's step happens at; ``desk`` the desk of an authority.
    in_person : bool
        Whether an applicant must come whatever the channel (to sign a marriage register, to give fingerprints).
    sets : int
        How many sets of the dossier a step hands over; ``per_set`` what each set beyond the first costs.
    chance : Chance, optional
        How often a discretionary step happens ("khi cần thiết"); else it always does.
    keeps : tuple of str
        What the step takes and does not give back (a surrendered original).
    electronic : bool
        Whether an authority hands on over a network what it forwards, so that no set on paper goes along.
    origin : str
        ``entered`` or ``confirmed`` by a person, or read from ``prose``.
    """

    id: Id
    title: Label | None = None
    kind: StepKind
    who: Id = "applicant"
    takes: Names = ()
    gives: Names = ()
    keeps: Names = ()
    effort: Quantity | None = None
    wage: Quantity | None = None
    persons: Quantity | None = None
    wait: Quantity | None = None
    limit: Quantity | None = None
    costs: Annotated[tuple[Cost, ...], Field(max_length=50)] = ()
    at: Id | None = None
    desk: Id | None = None
    trip: Trip | None = None
    sets: Count = 1
    per_set: PerPiece | None = None
    by_channel: Annotated[tuple[StepByChannel, ...], Keyed] = ()
    by_applicant: Annotated[tuple[StepByApplicant, ...], Keyed] = ()
    in_person: YesNo = False
    electronic: YesNo = False
    chance: Chance | None = None
    criterion: Label | None = None
    tacit: Tacit | None = None
    supplement: Supplement | None = None
    controls: Annotated[tuple[Control, ...], Field(max_length=50)] = ()
    protects: Label | None = None
    after: Annotated[tuple[After, ...], BareIds, Field(max_length=50)] = ()
    provisions: Provisions = ()
    origin: Literal["entered", "confirmed", "prose"] = "entered"
    seen: Seen | None = None
    note: Label | None = None
    then: Then | None = None
    was: Names = ()
