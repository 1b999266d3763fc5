"""Provisions: the article, clause and point of an instrument, and instruments themselves."""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.model.basic import Day, Label, Model, Whole

__all__ = ["RANKS", "Instrument", "Provision", "Provisions", "Standing", "StandingMark", "rank_of"]

Standing = Literal["open", "already-law", "decided", "lapses"]

RANKS: dict[str, int] = {
    "QH": 5,
    "UBTVQH": 5,
    "NĐ-CP": 4,
    "NQ-CP": 4,
    "QĐ-TTg": 3,
    "TT": 2,
    "TTLT": 2,
    "QĐ": 1,
    "NQ-HĐND": 1,
}
"""Rank by the letters of the number: law 5, decree and Government resolution 4, Prime Minister's decision 3,
circular 2, decision of a ministry or province 1. The order is the hierarchy of legal documents of Viet Nam."""

_PROVISION = re.compile(
    r"(?P<instrument>[^\s,;]{1,60})"
    r"(?:[,\s]+(?:Đ|Art|Điều|Article)\.?\s*(?P<article>\d{1,4}[a-zđ]?))?"
    r"(?:[,\s]+(?:k|cl|khoản|clause)\.?\s*(?P<clause>\d{1,4}[a-zđ]?))?"
    r"(?:[,\s]+(?:đ|pt|điểm|point)\.?\s*(?P<point>[a-zđ]{1,2}))?"
)


def rank_of(instrument: str) -> int:
    """Give the rank of an instrument from the letters of its number; 0 where they are not known."""
    tail = instrument.rsplit("/", 1)[-1]
    if re.fullmatch(r"QH\d+", tail):
        return RANKS["QH"]
    if tail.startswith("TTLT"):
        return RANKS["TTLT"]
    if tail.startswith(("TT-", "TT")):
        return RANKS["TT"]
    if tail in RANKS:
        return RANKS[tail]
    return RANKS["QĐ"] if tail.startswith("QĐ-") else 0


class Provision(Model):
    """A place in an instrument: ``98/2024/NĐ-CP Đ.10 k.1 đ.a``; the article may be unknown."""

    instrument: str
    article: str | None = None
    clause: str | None = None
    point: str | None = None

    @model_validator(mode="after")
    def _can_be_written(self) -> "Provision":
        match = _PROVISION.fullmatch(self.text())
        parts = (self.instrument, self.article, self.clause, self.point)
        if match is None or match.groups() != parts or (self.article is None and (self.clause or self.point)):
            raise PydanticCustomError("bad-provision", "bad provision", {"given": self.text()[:80]})
        return self

    def text(self) -> str:
        """Write the provision as files do."""
        parts = [self.instrument]
        for mark, value in (("Đ", self.article), ("k", self.clause), ("đ", self.point)):
            if value is not None:
                parts.append(f"{mark}.{value}")
        return " ".join(parts)

    @staticmethod
    def parse(text: str) -> "Provision":
        """Read ``98/2024/NĐ-CP Đ.10 k.1 đ.a``.

        Raises
        ------
        PydanticCustomError
            Where the text has another form.
        """
        match = _PROVISION.fullmatch(text.strip())
        if match is None:
            raise PydanticCustomError("bad-provision", "bad provision", {"given": text[:80]})
        return Provision(**match.groupdict())


def _provision(value: object) -> object:
    return Provision.parse(value) if isinstance(value, str) else value


def _provisions(value: object) -> object:
    return (value,) if isinstance(value, str | Provision) else value


OneProvision = Annotated[Provision, BeforeValidator(_provision)]
Provisions = Annotated[tuple[OneProvision, ...], BeforeValidator(_provisions), Field(max_length=100)]
"""Provisions; one may be written without the list."""


def _numbers(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Instrument(Model):
    """A law, decree, circular, decision: its number and what is known of it."""

    id: str = Field(min_length=1, max_length=60, pattern=r"^[^\s,;]+$")
    title: Label | None = None
    issuer: str | None = Field(default=None, max_length=200)
    rank: Annotated[Whole, Field(ge=0, le=9)] | None = None
    in_force_from: Day | None = None
    in_force_to: Day | None = None
    amended_by: Annotated[tuple[str, ...], BeforeValidator(_numbers), Field(max_length=100)] = ()

    def known_rank(self) -> int:
        """Give the rank that is written, else the one that the number shows."""
        return rank_of(self.id) if self.rank is None else self.rank


class StandingMark(Model):
    """Whether an element of a procedure is still open to change, and by which act it is not."""

    is_: Standing
    by: OneProvision | None = None
    until: Day | None = None
    note: Label | None = None


def provision_tree(provision: Provision) -> str:
    """Give the form that files write."""
    return provision.text()


def sort_key(provision: Provision) -> tuple[Any, ...]:
    """Order provisions by instrument, then article, clause, point."""
    return (provision.instrument, provision.article or "", provision.clause or "", provision.point or "")


def distinct(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """Give each provision once, by instrument, article, clause, point."""
    return tuple({sort_key(item): item for item in sorted(provisions, key=sort_key)}.values())
