"""Procedures that are nearly the same: one dossier at several levels or for several objects, renewal and first issue.

Everything here is a function of the outlines of all procedures, whatever their order; what is worth asking about a pair
is left to the rules, which see it as facts of the relation ``twin``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from procsimplify.base.text import Text
from procsimplify.catalogue.names import (
    differences,
    object_of,
    plain_name,
    thresholds_in,
    without_level,
    without_threshold,
    words_of,
)
from procsimplify.model import Twin

__all__ = ["Outline", "twins_of"]

_FEWEST: Final = 2
"""Papers of a dossier that is worth comparing: one form alone is like many others."""
_ALIKE = 0.5
_SAME_OBJECT = 0.7
_HEAD: Final = 12
"""Words at the beginning of a name that say what it is about."""
_OF_EVERY_RENEWAL: Final = frozenset({"application-form", "existing-licence", "report", "payment-receipt", "remark"})


@dataclass(frozen=True)
class Outline:
    """What of a procedure is compared with others.

    Parameters
    ----------
    papers : frozenset of (str, str)
        Type and title of each paper asked for.
    types : tuple of str
        The type of each paper asked for, in order.
    """

    code: str
    title: str
    ministry: str = ""
    field: str = ""
    levels: tuple[str, ...] = ()
    nature: str = "procedure"
    sensitive: tuple[str, ...] = ()
    stakes: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    limit: str = ""
    conditions: int = 0
    papers: frozenset[tuple[str, str]] = frozenset()
    types: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in one spelling."""
        return plain_name(self.title)


def twins_of(outlines: Iterable[Outline]) -> Mapping[str, tuple[Twin, ...]]:
    """Find the twins of each procedure; of a group the first code by order stands for all.

    Parameters
    ----------
    outlines : iterable of Outline

    Returns
    -------
    mapping of str to tuple of Twin
        By code, sorted; codes without twins are left out.

    Examples
    --------
    >>> papers = frozenset({("application-form", "đơn"), ("plan", "phương án")})
    >>> one = Outline("1", "Cấp phép nuôi cá (cấp tỉnh)", papers=papers, types=("application-form", "plan"))
    >>> other = Outline("2", "Cấp phép nuôi cá (cấp xã)", papers=papers, types=("application-form", "plan"))
    >>> [(twin.link, twin.codes) for twin in twins_of([other, one])["1"]]
    [('level', ('2',))]
    """
    every = sorted(outlines, key=lambda one: one.code)
    found: dict[str, list[Twin]] = {}
    # Copies of a record are the page lint's to name; they are no procedures beside each other.
    copies = {one.code for group in _same_records(every) for one in group[1:]}
    single = [one for one in every if one.code not in copies]
    divided: set[str] = set()
    for pair in _thresholds(single):
        divided.update(one.code for one in pair)
        found.setdefault(pair[0].code, []).append(_twin(pair, "threshold"))
    for group, link in _same_dossiers([one for one in single if one.code not in divided]):
        found.setdefault(group[0].code, []).append(_twin(group, link))
    for renewal, first in _renewals(single):
        found.setdefault(renewal.code, []).append(_renewal(renewal, first))
    return {code: tuple(found[code]) for code in sorted(found)}


def _twin(group: Sequence[Outline], link: str) -> Twin:
    first = group[0]
    names = [one.title for one in group]
    same = len({one.limit for one in group}) == 1 and bool(first.limit)
    differs = differences([plain_name(name) for name in names])
    return Twin.model_validate(
        {
            "codes": tuple(one.code for one in group[1:]),
            "link": link,
            "documents": len(first.types),
            "shared": len(first.types),
            "same_limit": same,
            "conditions": any(one.conditions for one in group[1:]),
            "differs": Text(differs, None) if differs else None,
        }
    )


def _home(one: Outline) -> tuple[str, str]:
    return one.ministry, one.field


def _same_records(outlines: Sequence[Outline]) -> list[list[Outline]]:
    """Group what has one name, ministry, field, level and dossier: copies of a record."""
    groups: dict[object, list[Outline]] = {}
    for one in outlines:
        groups.setdefault((one.name, _home(one), one.levels, one.papers), []).append(one)
    return [group for group in groups.values() if len(group) > 1]


def _thresholds(outlines: Sequence[Outline]) -> list[tuple[Outline, Outline]]:
    """Pair what a quantity in the name divides between two levels, the dossier being of the same types."""
    groups: dict[object, list[Outline]] = {}
    for one in outlines:
        if thresholds_in(one.name):
            groups.setdefault((without_threshold(one.name), _home(one), tuple(sorted(one.types))), []).append(one)
    found: list[tuple[Outline, Outline]] = []
    for group in groups.values():
        if len(group) == 2:
            one, other = group
            if one.levels != other.levels and thresholds_in(one.name) != thresholds_in(other.name):
                found.append((one, other))
    return found


def _same_dossiers(outlines: Sequence[Outline]) -> list[tuple[list[Outline], str]]:
    """Group what asks for the very same papers in one field, under names that are much alike."""
    groups: dict[object, list[Outline]] = {}
    for one in outlines:
        if len(one.papers) >= _FEWEST:
            groups.setdefault((_home(one), one.papers), []).append(one)
    found: list[tuple[list[Outline], str]] = []
    for group in groups.values():
        for cluster in _clusters(group):
            if len(cluster) > 1:
                one_name = len({without_level(one.name) for one in cluster}) == 1
                found.append((cluster, "level" if one_name else "object"))
    return found


def _clusters(group: Sequence[Outline]) -> list[list[Outline]]:
    """Join the procedures of a group whose names share enough words, one with the next."""
    clusters: list[list[Outline]] = []
    for one in group:
        near = [cluster for cluster in clusters if any(_alike(one, other) for other in cluster)]
        merged = sorted([one, *(other for cluster in near for other in cluster)], key=lambda item: item.code)
        clusters = [cluster for cluster in clusters if cluster not in near] + [merged]
    return sorted(clusters, key=lambda cluster: cluster[0].code)


def _alike(one: Outline, other: Outline) -> bool:
    if len(one.papers) <= _FEWEST and one.purpose != other.purpose:
        return False  # a form and a copy are asked for by many procedures that do different things
    first, then = words_of(without_level(one.name)), words_of(without_level(other.name))
    return bool(first and then) and len(first & then) / min(len(first), len(then)) >= _ALIKE


def _renewals(outlines: Sequence[Outline]) -> list[tuple[Outline, Outline]]:
    """Pair each renewal with the first issue of the same thing: the one whose name is nearest."""
    firsts: dict[tuple[str, str], list[Outline]] = {}
    for one in outlines:
        if "issue" in one.purpose and not {"renew", "reissue", "change", "notify"} & set(one.purpose):
            firsts.setdefault(_home(one), []).append(one)
    found: list[tuple[Outline, Outline]] = []
    for one in outlines:
        if one.purpose != ("renew",):
            continue
        near = [(*_nearness(one, other), other.code, other) for other in firsts.get(_home(one), [])]
        best = max(near, key=lambda item: item[:-1], default=None)
        if best is not None and best[0] >= _SAME_OBJECT:
            found.append((one, best[-1]))
    return found


def _nearness(one: Outline, other: Outline) -> tuple[float, float, bool]:
    """Compare how two names begin, then the whole of them, then the levels: long names list the object's parts."""
    mine, theirs = object_of(one.name), object_of(other.name)
    head = _overlap(frozenset(mine[:_HEAD]), frozenset(theirs[:_HEAD]))
    return head, _overlap(frozenset(mine), frozenset(theirs)), one.levels == other.levels


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _renewal(renewal: Outline, first: Outline) -> Twin:
    asked_first = set(first.types)
    shared = [kind for kind in renewal.types if kind in asked_first and kind not in _OF_EVERY_RENEWAL]
    return Twin(
        codes=(first.code,),
        link="renewal",
        documents=len(renewal.types),
        shared=len(shared),
        same_limit=bool(renewal.limit) and renewal.limit == first.limit,
        conditions=first.conditions > 0,
        decays="health-certificate" in renewal.types,
    )
