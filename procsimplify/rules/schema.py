"""What a rule may ask about: relations with typed fields, and the facts that fill them.

Nothing here knows procedures. The extraction of facts declares a `Schema` and fills a `FactBase`; the rule language
checks rules against the schema; the matchers read the facts.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

FieldType = Literal["symbol", "text", "integer", "quantity", "flag"]
NUMERIC: Final = frozenset({"integer", "quantity"})

# Only clock units convert: a day of the calendar, a working day and a month are no fixed number of one another.
_CLOCK: Final[Mapping[str, int]] = {"minute": 1, "hour": 60}


class Missing(enum.Enum):
    """The type of `NONE`, the one value that stands for "not given"."""

    NONE = "none"

    def __repr__(self) -> str:
        return "NONE"


NONE: Final = Missing.NONE


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, known as a range with a likely value.

    Parameters
    ----------
    low, likely, high
        Exact numbers, low ≤ likely ≤ high.
    unit
        Any unit name; `minute` and `hour` convert into each other, nothing else does.

    Raises
    ------
    ValueError
        If the three numbers are out of order.

    Examples
    --------
    >>> Quantity.exactly(2, "hour").scaled().likely
    Fraction(120, 1)
    """

    low: Fraction
    likely: Fraction
    high: Fraction
    unit: str
    # Values stand in the keys of the matchers' tables, and fractions are slow to hash: done once.
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.low <= self.likely <= self.high:
            raise ValueError(f"{self.low} ≤ {self.likely} ≤ {self.high} does not hold")
        object.__setattr__(self, "_hash", hash((self.low, self.likely, self.high, self.unit)))

    def __hash__(self) -> int:
        return self._hash

    @staticmethod
    def exactly(value: int | Fraction, unit: str) -> Quantity:
        """Return the quantity whose range is one point."""
        exact = Fraction(value)
        return Quantity(exact, exact, exact, unit)

    def scaled(self) -> Quantity:
        """Return the same quantity in the base unit of its family (minutes for hours)."""
        factor = _CLOCK.get(self.unit, 1)
        if factor == 1:
            return self
        return Quantity(self.low * factor, self.likely * factor, self.high * factor, "minute")


def comparable_units(first: str, second: str) -> bool:
    """Tell whether quantities in the two units can be compared.

    Examples
    --------
    >>> comparable_units("hour", "minute"), comparable_units("day", "working-day")
    (True, False)
    """
    return first == second or (first in _CLOCK and second in _CLOCK)


_ZERO: Final = Fraction(0)

Value = str | int | bool | Quantity | Missing
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A named, typed place of a relation.

    Parameters
    ----------
    name
        Kebab-case name.
    type
        `symbol` (an id or a word of a closed list), `text`, `integer`, `quantity`, `flag`.
    units
        For a quantity: the units that its values may have; empty when any may occur.
    """

    name: str
    type: FieldType
    units: tuple[str, ...] = ()


_QUICK: Final[Mapping[FieldType, frozenset[type]]] = {
    "symbol": frozenset({str, Missing}),
    "text": frozenset({str, Missing}),
    "integer": frozenset({int, Missing}),
    "flag": frozenset({bool, Missing}),
    "quantity": frozenset({Missing}),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its name and its fields in the order of the rows' values."""

    name: str
    fields: tuple[Field, ...]
    # The types that are right in each place, whatever the value: quantities also need a unit that fits.
    quick: tuple[frozenset[type], ...] = field(init=False, repr=False, compare=False)
    # The types of whole rows that were found right: few, and asked for again with each row.
    fitting: set[tuple[type, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "quick", tuple(_QUICK[place.type] for place in self.fields))
        object.__setattr__(self, "fitting", set())

    def position(self, field: str) -> int | None:
        """Return where a field stands in a row, or None when there is no such field."""
        for index, candidate in enumerate(self.fields):
            if candidate.name == field:
                return index
        return None


class Schema:
    """The relations that rules may name.

    Raises
    ------
    ValueError
        If two relations, or two fields of one relation, have the same name.

    Examples
    --------
    >>> schema = Schema([Relation("step", (Field("id", "symbol"), Field("actor", "symbol")))])
    >>> schema["step"].position("actor")
    1
    """

    def __init__(self, relations: Iterable[Relation]) -> None:
        self._relations: dict[str, Relation] = {}
        for relation in relations:
            names = [field.name for field in relation.fields]
            if relation.name in self._relations or len(set(names)) != len(names):
                raise ValueError(f"the name of the relation or of a field of “{relation.name}” is given twice")
            self._relations[relation.name] = relation

    def __contains__(self, name: object) -> bool:
        return name in self._relations

    def __getitem__(self, name: str) -> Relation:
        return self._relations[name]

    def __iter__(self) -> Iterator[Relation]:
        return iter(self._relations.values())

    def names(self) -> tuple[str, ...]:
        """Return the relations' names, sorted."""
        return tuple(sorted(self._relations))

    def extended(self, relation: Relation) -> Schema:
        """Return a schema with one relation more."""
        return Schema([*self, relation])


class FactBase:
    """The facts of one procedure: rows of each relation, each row once, with an optional evidence note.

    Raises
    ------
    ValueError
        From `add`, if the relation is unknown or a value does not fit its field's type.

    Examples
    --------
    >>> facts = FactBase(Schema([Relation("step", (Field("id", "symbol"), Field("actor", "symbol")))]))
    >>> facts.add("step", "submit", "applicant", note="bước 1")
    >>> facts.rows("step"), facts.note("step", ("submit", "applicant"))
    ((('submit', 'applicant'),), 'bước 1')
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._rows: dict[str, dict[Row, str | None]] = {relation.name: {} for relation in schema}
        self._frozen: dict[str, tuple[Row, ...]] = {}
        self._waiting: dict[str, Callable[[], Iterable[Row]]] = {}

    def defer(self, relation: str, rows: Callable[[], Iterable[Row]]) -> None:
        """Give the facts of a relation when they are first asked for."""
        self._waiting[relation] = rows

    def is_waiting(self, relation: str) -> bool:
        """Tell whether the facts of a relation have not been asked for yet."""
        return relation in self._waiting

    def add(self, relation: str, *values: Value, note: str | None = None) -> None:
        """Add a fact; the same fact added again keeps its first note."""
        if relation not in self.schema:
            raise ValueError(f"there is no relation “{relation}”")
        fields = self.schema[relation].fields
        if len(values) != len(fields):
            raise ValueError(f"“{relation}” has {len(fields)} fields, not {len(values)}")
        for place, value in zip(fields, values, strict=True):
            if not fits(place, value):
                raise ValueError(f"{value!r} is no {place.type} for “{relation}.{place.name}”")
        self._rows[relation].setdefault(values, note)
        self._frozen.pop(relation, None)

    def extend(self, relation: str, rows: Iterable[Row]) -> None:
        """Add facts of one relation, as `add` does, each checked by the types of its values first."""
        quick, fitting = self.schema[relation].quick, self.schema[relation].fitting
        known = self._rows[relation]
        for row in rows:
            kinds = tuple(map(type, row))
            if kinds in fitting:
                known.setdefault(row)
            elif len(kinds) == len(quick) and all(kind in types for kind, types in zip(kinds, quick, strict=True)):
                fitting.add(kinds)
                known.setdefault(row)
            else:
                self.add(relation, *row)
        self._frozen.pop(relation, None)

    def rows(self, relation: str) -> tuple[Row, ...]:
        """Return the rows of a relation in the order in which they were added."""
        found = self._frozen.get(relation)
        if found is None:
            waiting = self._waiting.pop(relation, None)
            if waiting is not None:
                self.extend(relation, waiting())
            found = self._frozen[relation] = tuple(self._rows[relation])
        return found

    def note(self, relation: str, row: Row) -> str | None:
        """Return the words or the place that a fact was read from, when it was noted."""
        return self._rows[relation].get(row)


def fits(field: Field, value: Value) -> bool:
    """Tell whether a value may stand in a field; `NONE` may stand in any."""
    if value is NONE:
        return True
    match field.type:
        case "symbol" | "text":
            return isinstance(value, str)
        case "flag":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "quantity":
            return isinstance(value, Quantity) and (
                not field.units or any(comparable_units(value.unit, unit) for unit in field.units)
            )


def sort_key(value: Value) -> tuple[int, str, Fraction, Fraction, Fraction]:
    """Return a key that orders values of every type, the same in every run."""
    zero = _ZERO
    if isinstance(value, Quantity):
        return 4, value.unit, value.likely, value.low, value.high
    if isinstance(value, Missing):
        return 0, "", zero, zero, zero
    if isinstance(value, bool):
        return 1, "", Fraction(value), zero, zero
    if isinstance(value, int):
        return 2, "", Fraction(value), zero, zero
    return 3, value, zero, zero, zero
