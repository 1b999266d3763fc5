"""What an edit is: a typed change to a procedure, with a name, a precondition and a place in the order.

An edit is a value. ``rewrite`` is a pure function from procedure to procedure; where its precondition does not hold it
raises `Refused` with the reason. It earns only by what it removes, reroutes or sources anew; it invents no minutes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Literal, get_args

from procsimplify.base.canonical import canonical_json
from procsimplify.base.errors import Refused
from procsimplify.base.findings import Place, error
from procsimplify.base.text import Language, Text
from procsimplify.model import Demand, Procedure, Step
from procsimplify.model.basic import Id, Model, kebab

__all__ = ["PHASES", "Edit", "Phase", "Substitute", "refused"]

Phase = Literal[
    "conditions", "documents", "forms", "quantities-and-limits", "who-and-channel", "steps", "flow", "procedures"
]
PHASES: tuple[Phase, ...] = get_args(Phase)
"""The order in which edits apply (semantics, section 7)."""


class Substitute(Model):
    """What protects instead of a control that an edit takes away: a step or a register that is there afterwards."""

    control: Id
    by: Id


class Edit(Model, ABC):
    """A typed change to a procedure.

    A subclass is one file in ``procsimplify/rewrite/edits``; it names its ``kind``, its ``phase`` and its fields, and
    is found by its folder. Its docstring is its page: what it does, when it refuses, an example of both.
    """

    kind: ClassVar[str]
    phase: ClassVar[Phase]

    @property
    def edit(self) -> str:
        """The kind, as files and results name it: ``remove-document``."""
        return self.kind

    @property
    def changes_outcomes(self) -> bool:
        """Whether it is meant to change how often the procedure ends in which outcome (P2)."""
        return False

    @property
    def never_clerical(self) -> bool:
        """Whether no authority may make the change by itself, whatever provisions stand in the file."""
        return self.changes_outcomes or bool(self.replaced_controls)

    @property
    def replaced_controls(self) -> tuple[Substitute, ...]:
        """What the edit names in place of controls that go (P4)."""
        return ()

    @abstractmethod
    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader: merge “receive” and “check”."""

    @abstractmethod
    def targets(self) -> tuple[str, ...]:
        """List what the edit is about: ``document:ID``, ``step:ID``."""

    @abstractmethod
    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the changed procedure; the one given stays as it is.

        Raises
        ------
        Refused
            Where the precondition does not hold.
        """

    @classmethod
    @abstractmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """List the edits of this kind that may stand behind the difference of two procedures, best guess first."""

    def to_json(self) -> dict[str, Any]:
        """Give the edit as plain data: its kind, ids and values; what is not given is left out."""
        fields: dict[str, Any] = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value is not None and value != ():
                fields[kebab(name)] = _plain(value)
        return {"edit": self.kind, **fields}

    def order(self) -> tuple[int, str, str]:
        """Give the key of the canonical order: phase, kind, then ids and values."""
        return (PHASES.index(self.phase), self.kind, canonical_json(self.to_json()))


def _plain(value: Any) -> Any:
    from procsimplify.model import canonical_tree
    from procsimplify.model.quantity import Quantity, quantity_tree
    from procsimplify.model.tree import text_tree

    if isinstance(value, Quantity):
        return quantity_tree(value)
    if isinstance(value, Text):
        return text_tree(value)
    if isinstance(value, Model):
        return canonical_tree(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def refused(slug: str, path: str, **args: object) -> Refused:
    """Make the exception that says why an edit does not apply."""
    return Refused(error(f"rewrite.{slug}", Place(path=path), **args))


def title_of(item: Step | Demand, lang: Language) -> str:
    """Give the title of a step or a demand, else its id."""
    return item.title.get(lang) if item.title is not None else item.id


def step_title(procedure: Procedure, step_id: str, lang: Language) -> str:
    """Give the title of a step, else the id, also where there is no such step."""
    try:
        return title_of(procedure.step(step_id), lang)
    except KeyError:
        return step_id


def demand_title(procedure: Procedure, demand_id: str, lang: Language) -> str:
    """Give the title of a demand, else the id, also where there is no such demand."""
    try:
        return title_of(procedure.demand(demand_id), lang)
    except KeyError:
        return demand_id


def party_title(procedure: Procedure, party_id: str, lang: Language) -> str:
    """Give the title of a party, else the id, also where there is no such party."""
    try:
        party = procedure.party(party_id)
    except KeyError:
        return party_id
    return party.title.get(lang) if party.title is not None else party_id
