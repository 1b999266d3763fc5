"""Who acts and who pays: parties, applicants, channels, cases, registers."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from procsimplify.model.basic import Day, Id, Label, Model, Names, YesNo
from procsimplify.model.provision import OneProvision
from procsimplify.model.quantity import Quantity
from procsimplify.model.vocabulary import ApplicantKind, DocumentType, Level

__all__ = ["BUILT_IN_PARTIES", "Applicant", "Case", "Channel", "Party", "Register", "RegisterScope"]

BUILT_IN_PARTIES = ("applicant", "authority", "third-party")
"""Parties that a procedure need not declare; ``authority`` has no level."""

Role = Literal["receives", "prepares", "decides", "co-decides", "is-consulted", "registers"]
Subject = Literal["defence", "security", "foreign-affairs", "nationality", "heritage", "environment", "public"]


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Party(Model):
    """An authority or a third party.

    ``body`` names the ministry or committee that the authority belongs to: two parties of one body are one
    authority as far as papers are concerned. ``subjects`` are what a consulted body guards, where its silence may not
    stand for consent (``public``: the party is the public, asked by posting); a body that ``co-decides`` must agree.
    ``foreign`` marks an issuer abroad; ``wage`` is the price of an hour, where it is not the method's.
    """

    id: Id
    title: Label | None = None
    kind: Literal["authority", "third-party"] = "authority"
    level: Level | None = None
    body: Id | None = None
    collegial: YesNo = False
    foreign: YesNo = False
    subjects: Annotated[tuple[Subject, ...], BeforeValidator(_several)] = ()
    role: Annotated[tuple[Role, ...], BeforeValidator(_several)] = ()
    wage: Quantity | None = None


class Applicant(Model):
    """A kind of applicant, perhaps a segment of it (a business size); an attribute of variants."""

    id: Id
    kind: ApplicantKind | None = None
    segment: Id | None = None
    title: Label | None = None
    share: Quantity | None = None
    reference: YesNo = False
    wage: Quantity | None = None

    def known_kind(self) -> str:
        """Give the kind: written, else the id where it is one of the kinds, else citizen."""
        if self.kind is not None:
            return self.kind
        return self.id if self.id in ("citizen", "business", "organisation") else "citizen"

    def key(self) -> str:
        """Give the key of the applicant in results: ``citizen``, ``business/small``."""
        return f"{self.known_kind()}/{self.segment}" if self.segment else self.known_kind()


class Channel(Model):
    """A way to hand in: in-person, online, post."""

    id: Id
    title: Label | None = None
    share: Quantity | None = None
    reference: YesNo = False


class Case(Model):
    """A case known before the procedure starts: a house, a factory; first issue, re-issue."""

    id: Id
    title: Label | None = None
    condition: Label | None = None
    share: Quantity | None = None
    reference: YesNo = False


class RegisterScope(Model):
    """What a register holds, typed as far as it can be; what cannot be typed makes a question.

    ``holders`` are whose facts it has, ``events_since`` the first day of events that it has.
    """

    fields: Names = ()
    holders: Literal["vietnamese", "foreign", "any"] = "any"
    events_since: Day | None = None
    not_held: Annotated[
        tuple[Literal["abroad", "before-digitisation", "foreigners"], ...],
        BeforeValidator(_several),
        Field(max_length=10),
    ] = ()
    untyped: Label | None = None


class Register(Model):
    """An authoritative source of facts and the papers that its data replace."""

    id: Id
    title: Label | None = None
    types: Annotated[tuple[DocumentType, ...], BeforeValidator(_several)] = ()
    status: Literal["published-ready", "law-principle", "decided-for-field", "draft"]
    by: OneProvision | None = None
    since: Day | None = None
    scope: RegisterScope = RegisterScope()
    readers: Names = ()
    look_up: Quantity | None = None
    source: str | None = Field(default=None, max_length=2_000)
