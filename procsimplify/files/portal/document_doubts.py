"""How sure it is that a row asks for a paper of the type that its words name; what is not sure is not said.

The heads of ``document_types.toml`` propose a type; whether the row means it depends on much that no list of phrases
holds: how far behind the beginning the head stands, what joins it to the paper before, what the words behind it are.
These signs are weighed by a logistic regression, whose weights stand in ``document_doubts.json``, each with its sign
in words. They are fitted by ``benchmarks/fit_document_doubts.py`` to rows labelled by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp
from pathlib import Path

from procsimplify.files.portal.document_words import TypeMatch

__all__ = ["Doubts", "doubts", "signs"]

_WORD = re.compile(r"\w+")
_NEXT, _FIRST = 12, 20
"""So many words behind a head are signs; and so many of a row whose head stands for all of it."""
_REACH = 200
"""So many letters behind a head they are looked for in."""
_FAR = (1, 3, 6, 12, 25)
"""Bounds of the classes of how many words stand before a head."""
_MANY = 5
"""From so many types on, their number makes no difference."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """The weights of the signs.

    Attributes
    ----------
    least : float
        The least probability, between 0 and 1, at which a type is said.
    base : float
        The logarithm of the odds of a type without any sign.
    weights : dict of str to float
        What each sign adds to it.
    """

    least: float
    base: float
    weights: dict[str, float]

    def sure(self, text: str, types: Sequence[TypeMatch], *, counted: bool) -> list[float]:
        """Give the probability that each type is right, the logistic function of the sum of the weights of its signs.

        Parameters
        ----------
        text : str
            The row in small letters and one spelling.
        types : sequence of TypeMatch
            What its words name, each type once.
        counted : bool
            Whether the row has a number of originals or copies.

        Returns
        -------
        list of float
            Between 0 and 1, in the order of `types`.
        """
        return [
            1 / (1 + exp(-self.base - sum(self.weights.get(sign, 0.0) for sign in found)))
            for found in signs(text, types, counted=counted)
        ]


@cache
def doubts() -> Doubts:
    """Give the weights that are shipped."""
    table = json.loads(Path(__file__).with_name("document_doubts.json").read_text(encoding="utf-8"))
    return Doubts(least=table["least"], base=table["base"], weights=table["weights"])


def signs(text: str, types: Sequence[TypeMatch], *, counted: bool) -> Iterator[set[str]]:
    """Give the signs that speak for or against each type that the words of a row name.

    Parameters
    ----------
    text : str
        The row in small letters and one spelling.
    types : sequence of TypeMatch
        What its words name, each type once.
    counted : bool
        Whether the row has a number of originals or copies.
    """
    number = min(len(types), _MANY)
    for place, one in enumerate(types):
        kind = one.type
        whole = kind == "remark" or (one.start == 0 and one.end == len(text))
        found = {kind, f"{kind}, {'counted' if counted else 'no number'}", f"{number} types"}
        found.update(f"{kind} beside {other.type}" for other in types if other is not one)
        order = min(place, _MANY)
        found.update((f"place {order}", f"{kind}, place {order}", f"place {order} of {number}"))
        before = "" if whole else text[: one.start]
        words = _WORD.findall(before)
        far = sum(len(words) >= bound for bound in _FAR)
        found.update((f"distance {far}", f"{kind}, distance {far}"))
        joint = before.rstrip()[-1:]
        joint = "word" if joint.isalnum() else joint or "beginning"
        turn = "first" if place == 0 else "later"
        found.update((f"behind {joint}", f"{kind} behind {joint}", f"{turn} behind {joint}"))
        if words:
            found.add(f"behind “{words[-1]}”")
        if whole:
            after = _WORD.findall(text, 0, 2 * _REACH)[:_FIRST]
        else:
            found.add(f"“{text[one.start : one.end]}”")
            after = _WORD.findall(text, one.end, one.end + _REACH)[:_NEXT]
        found.update(f"{kind} … {word}" for word in after)
        found.update(f"{kind} … {first} {second}" for first, second in pairwise(after))
        yield found
