"""The edit remove-document."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Condition, Demand, Group, Procedure, leaves, names_of, variants
from procsimplify.model.basic import Id
from procsimplify.rewrite.edit import Edit, Phase, Substitute, demand_title, refused
from procsimplify.rewrite.structure import drop_demand, drop_unused_makers, find_demand

__all__ = ["RemoveDocument"]


class RemoveDocument(Edit):
    """Ask for a document no more.

    It goes from the dossier and from what steps take, give and keep; a step whose every paper is then unused goes too
    (a cascade), its controls fall under P4. A ``one-of`` with one member left is that member. Refused: a document that
    is the object of the procedure or is surrendered, and one that alone proves a condition, unless ``substitute`` names
    the demand, step or register that shows it instead.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit",
    ...     "conditions": [{"id": "adult", "text": "Of age", "proved-by": "birth"}],
    ...     "dossier": [{"id": "photo", "type": "photo"}, {"id": "birth", "type": "birth-certificate"}],
    ...     "steps": [{"id": "apply", "kind": "submit", "takes": "dossier"}]})
    >>> [demand.id for demand in RemoveDocument(document="photo").rewrite(permit).demands()]
    ['birth']
    >>> RemoveDocument(document="birth").rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: dossier/birth: nothing but “birth” proves the condition “adult”  → ...
    """

    kind: ClassVar[str] = "remove-document"
    phase: ClassVar[Phase] = "documents"

    document: Id
    substitute: Id | None = None
    substitutes: tuple[Substitute, ...] = ()

    @property
    def replaced_controls(self) -> tuple[Substitute, ...]:
        """The substitutes named for the controls of steps that go with the document."""
        return self.substitutes

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        return phrase("rewrite.name-remove-document", lang, document=demand_title(procedure, self.document, lang))

    def targets(self) -> tuple[str, ...]:
        """Name the document."""
        return (f"document:{self.document}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure without the document."""
        demand = find_demand(procedure, self.document)
        path = f"dossier/{demand.id}"
        kept = any(demand.id in step.keeps for step in procedure.steps)
        if demand.role in ("object", "surrendered") or demand.handover == "surrender" or kept:
            raise refused("object-or-surrendered", path, document=demand.id)
        after = drop_demand(procedure, demand.id)
        unproved = _unproved(procedure, after, demand)
        if self.substitute is not None:
            after = self._proved_instead(procedure, after, demand)
        elif unproved:
            raise refused("proves-a-condition", path, document=demand.id, condition=", ".join(unproved))
        return drop_unused_makers(procedure, after)

    def _proved_instead(self, before: Procedure, after: Procedure, gone: Demand) -> Procedure:
        instead = self.substitute or ""
        is_demand, is_step = instead in names_of(after.demands()), instead in names_of(after.steps)
        if not (is_demand or is_step or instead in names_of(after.registers)):
            raise refused("no-such-substitute", f"dossier/{gone.id}", substitute=instead, document=gone.id)
        proved = {item.id for item in before.conditions if gone.id in item.proved_by or item.id in gone.proves}

        def named(condition: Condition) -> Condition:
            if condition.id not in proved or not (is_demand or is_step):
                return condition  # a register is named in the edit; a condition has no place for it
            field = "proved_by" if is_demand else "checked_at"
            names: tuple[str, ...] = getattr(condition, field)
            return condition.evolve(**{field: tuple(dict.fromkeys((*names, instead)))})

        return after.evolve(conditions=tuple(named(item) for item in after.conditions))

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each demand that is gone."""
        left = set(names_of(after.demands()))
        return tuple(cls(document=demand.id) for demand in before.demands() if demand.id not in left)


def _unproved(before: Procedure, after: Procedure, gone: Demand) -> list[str]:
    """List the conditions that the document proved, in some variant, and that nothing surely proves without it."""
    left = {key: one.procedure for one in variants(after) for key in one.alike}
    found: list[str] = []
    for one in variants(before):
        asked = next((demand for demand in one.procedure.demands() if demand.id == gone.id), None)
        if asked is None:
            continue
        scopes = _scopes(one.procedure.dossier, gone.id)
        for condition in one.procedure.conditions:
            if condition.id not in asked.proves and gone.id not in condition.proved_by:
                continue
            if not all(_proves(left[key].dossier, condition, scopes) for key in one.alike):
                found.append(condition.id)
    return list(dict.fromkeys(found))


def _scopes(group: Group, demand_id: str) -> frozenset[str]:
    """Collect the ids of the groups around a demand."""
    if not any(leaf.id == demand_id for leaf in leaves(group)):
        return frozenset()
    inner = (_scopes(child, demand_id) for child in group.children if isinstance(child, Group))
    return frozenset((group.id,)).union(*inner)


def _proves(node: Demand | Group, condition: Condition, scopes: frozenset[str]) -> bool:
    """Tell whether the demands of a node prove a condition whenever the document in question was asked for."""
    if isinstance(node, Demand):
        return node.if_ is None and (condition.id in node.proves or node.id in condition.proved_by)
    if node.if_ is not None and node.id not in scopes:
        return False
    if node.one_of is not None:
        return bool(node.one_of) and all(_proves(child, condition, scopes) for child in node.one_of)
    return any(_proves(child, condition, scopes) for child in node.children)
