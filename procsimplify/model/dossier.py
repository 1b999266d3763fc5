"""The dossier: a tree of all, one-of and if; its leaves are demands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Literal, cast

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.model.basic import Applies, BareIds, Code, Day, Id, Keyed, Label, Model, Names, Whole, YesNo
from procsimplify.model.provision import Provisions, StandingMark
from procsimplify.model.quantity import Quantity
from procsimplify.model.vocabulary import About, Accepts, DocumentType, Handover

__all__ = [
    "DOSSIER",
    "Demand",
    "DemandByApplicant",
    "DemandByChannel",
    "GotFrom",
    "Group",
    "Node",
    "OnceOnly",
    "PerPiece",
    "leaves",
    "map_leaves",
]

DOSSIER = "dossier"
"""The name of every demand of the variant together; the id of the root of the tree."""


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


AcceptsList = Annotated[tuple[Accepts, ...], BeforeValidator(_several), Field(max_length=5)]


class PerPiece(Model):
    """What each piece beyond the first costs whoever gives it: time at work and outlay."""

    effort: Quantity | None = None
    outlay: Quantity | None = None


class GotFrom(Model):
    """Where a demanded paper comes from: another procedure, a third party, or the applicant alone."""

    procedure: Code | None = None
    party: Id | None = None
    oneself: Literal["yes", "no"] | None = None


class OnceOnly(Model):
    """What the text already says about data that replace the paper."""

    register_: Id | None = None
    standing: StandingMark
    since: Day | None = None
    note: Label | None = None


class Form(Model):
    """The form that a demand is filled in on."""

    number: str | None = Field(default=None, max_length=200)
    file: str | None = Field(default=None, max_length=300)


class DemandByChannel(Model):
    """What a demand asks differently on one channel."""

    id: Id
    accepts: AcceptsList | None = None
    handover: Handover | None = None
    copies: Annotated[Whole, Field(ge=0, le=1000)] | None = None
    effort: Quantity | None = None
    outlay: Quantity | None = None
    per_copy: PerPiece | None = None


class DemandByApplicant(Model):
    """What a demand costs another applicant: segments have their own times and prices."""

    id: Id
    effort: Quantity | None = None
    outlay: Quantity | None = None


class Demand(Applies):
    """One thing that the dossier asks for.

    Parameters
    ----------
    type : str
        One of the document types of the vocabulary.
    accepts : tuple of str
        Forms of the paper that are taken; empty where the text does not say.
    copies : int
        Pieces in each set of the dossier.
    effort, outlay : Quantity, optional
        Time and money to get or make the first piece; ``per_copy`` for each further one. ``certifying`` is what
        having one piece certified costs: it falls away as soon as something weaker is accepted.
    by_applicant : tuple of DemandByApplicant
        The effort and outlay of an applicant; they go before those of a channel.
    confirmed_by : str, optional
        Who confirms what the paper says. ``confirming`` is what having that done costs, the way there included: once,
        for all pieces together.
    handover : str
        How it reaches the authority; with ``look-up`` the authority fetches it and the applicant brings nothing.
    issuer : str, optional
        The party that issues the paper.
    about : tuple of str
        What the words of the text say of the paper beyond its type, from a closed list: a photo that is a portrait, a
        receipt for the very fee of the procedure.
    role : str
        What the paper is to the procedure: evidence; its object (the thing acted on); a licence given up.
    """

    id: Id
    title: Label | None = None
    type: DocumentType
    if_: Label | None = None
    accepts: AcceptsList = ()
    handover: Handover = "submit"
    copies: Annotated[Whole, Field(ge=0, le=1000)] = 1
    by_channel: Annotated[tuple[DemandByChannel, ...], Keyed] = ()
    by_applicant: Annotated[tuple[DemandByApplicant, ...], Keyed] = ()
    proves: Names = ()
    got_from: GotFrom | None = None
    issuer: Id | None = None
    holder: Literal["vietnamese", "foreign", "any"] = "any"
    role: Literal["request", "evidence", "object", "surrendered"] = "evidence"
    returned: Literal["no", "as-it-is", "stamped"] = "no"
    destination: Literal["authority", "abroad"] = "authority"
    once_only: OnceOnly | None = None
    standing: StandingMark | None = None
    confirmed_by: Id | None = None
    about: Annotated[tuple[About, ...], BeforeValidator(_several), Field(max_length=12)] = ()
    open_ended: YesNo = False
    negated: YesNo = False
    historical: YesNo = False
    holds: Names = ()
    form: Form | None = None
    effort: Quantity | None = None
    outlay: Quantity | None = None
    per_copy: PerPiece | None = None
    certifying: PerPiece | None = None
    confirming: PerPiece | None = None
    provisions: Provisions = ()
    note: Label | None = None
    was: Names = ()


def _node_kind(value: object) -> str:
    if isinstance(value, Group):
        return "group"
    if isinstance(value, Mapping):
        given = cast("Mapping[str, object]", value)
        return "group" if "all" in given or "one-of" in given or "one_of" in given else "demand"
    return "demand"


Node = Annotated[
    Annotated["Group", Tag("group")] | Annotated[Demand, Tag("demand")],
    Discriminator(_node_kind),
]


class Group(Applies):
    """Several nodes of the dossier: all of them, or one of them; perhaps only if something holds.

    An id that is not written is the kind and the first leaf's id: ``if-transfer-agreement``.
    """

    id: Id = ""
    title: Label | None = None
    if_: Label | None = None
    share: Quantity | None = None
    all: Annotated[tuple[Node, ...], BareIds, Field(max_length=500)] | None = None
    one_of: Annotated[tuple[Node, ...], BareIds, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "Group":
        if (self.all is None) == (self.one_of is None):
            raise PydanticCustomError("group-kind", "all or one-of", {})
        if not self.id:
            object.__setattr__(self, "id", self.derived_id())
        return self

    @property
    def children(self) -> "tuple[Demand | Group, ...]":
        """The nodes right below."""
        return self.all if self.all is not None else (self.one_of or ())

    def derived_id(self) -> str:
        """Give the id that the group has when none is written."""
        kind = "if" if self.if_ is not None else ("all" if self.all is not None else "one-of")
        first = next(leaves(self), None)
        return f"{kind}-{first.id if first else 'empty'}"

    def with_children(self, children: "tuple[Demand | Group, ...]") -> "Group":
        """Give the same group over other nodes."""
        return self.evolve(**({"all": children} if self.all is not None else {"one_of": children}))


def leaves(node: Demand | Group) -> Iterator[Demand]:
    """List the demands below a node, in the order written."""
    if isinstance(node, Demand):
        yield node
    else:
        for child in node.children:
            yield from leaves(child)


def map_leaves(group: Group, change: Callable[[Demand], Demand | None]) -> Group:
    """Give the group with each demand replaced by ``change(demand)``; None takes it away, emptied groups go too."""
    kept: list[Demand | Group] = []
    for child in group.children:
        if isinstance(child, Demand):
            new = change(child)
            if new is not None:
                kept.append(new)
        else:
            inner = map_leaves(child, change)
            if inner.children:
                kept.append(inner)
    return group.with_children(tuple(kept))
