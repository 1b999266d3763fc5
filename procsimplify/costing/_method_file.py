"""The file of a method as it is written: its keys and what each may hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from procsimplify.base.numbers import RoundingMode
from procsimplify.costing.conventions import (
    Column,
    Convention,
    Group,
    Horizon,
    Indexation,
    Overhead,
    Points,
    Rounding,
    Shown,
    Threshold,
)
from procsimplify.costing.form_rows import FormRows
from procsimplify.model import Model
from procsimplify.model.basic import Id, Label, Whole

__all__ = ["MethodFile", "PriceFile"]


class PriceFile(Model):
    """How the price of an hour is made of parameters."""

    id: Id
    title: Label
    unit: str
    parameter: str
    times: tuple[str, ...] = ()
    divided_by: str | None = None
    rounded: Rounding | None = None


class MethodFile(Model):
    """The whole file."""

    id: Id
    title: Label
    edition: str
    sources: tuple[Label, ...]
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3}|any)$")]
    quantum: str
    rounding: RoundingMode
    elements: tuple[str, ...]
    prices: tuple[PriceFile, ...] = ()
    time: Annotated[dict[str, str], Field(default_factory=dict[str, str])]
    not_priced: tuple[str, ...] = ()
    notes: tuple[Label, ...] = ()
    leaves_out: tuple[Label, ...] = ()
    wages: Annotated[dict[str, str], Field(default_factory=dict[str, str])]
    units: Annotated[dict[str, str], Field(default_factory=dict[str, str])]
    groups: tuple[Group, ...] = ()
    origins: tuple[str, ...] = ()
    points: Points = Points()
    shown: Shown = Shown()
    columns: tuple[Column, ...] = ()
    conventions: tuple[Convention, ...] = ()
    overheads: tuple[Overhead, ...] = ()
    indexation: tuple[Indexation, ...] = ()
    deflator: str | None = None
    horizon: Horizon | None = None
    thresholds: tuple[Threshold, ...] = ()
    of_a_range: Literal["likely", "midpoint"] = "likely"
    years_shown: Annotated[Whole, Field(ge=1, le=100)] | None = None
    where_sources_differ: Literal["lower-middle", "mean", "none"] = "none"
    form: FormRows | None = None
