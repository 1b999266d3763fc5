"""Words for the parts of a result: parties, elements, cases, provisions; user texts made safe for a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from procsimplify.base.messages import phrase, table
from procsimplify.base.text import Language, Text

if TYPE_CHECKING:
    from procsimplify.model import Procedure

__all__ = ["Names", "clean", "join", "names_of", "party", "provision", "provisions", "said", "words"]

Json = Mapping[str, Any]
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Make a text safe to print: no escape sequence, nothing that turns the direction of reading, one line.

    Examples
    --------
    >>> clean("a\\x1b[31mb\\nc")
    'a�[31mb c'
    """
    return unicodedata.normalize("NFC", _CONTROLS.sub("\ufffd", text.replace("\n", " ").replace("\t", " ")))


def words(value: object, lang: Language) -> str:
    """Give a text of a result in one language: ``{vi, en}``, a `Text`, one string, or None for nothing."""
    if value is None:
        return ""
    if isinstance(value, Text):
        return clean(value.get(lang))
    if isinstance(value, Mapping):
        both = cast("Mapping[str, str | None]", value)
        other: Language = "en" if lang == "vi" else "vi"
        return clean(both.get(lang) or both.get(other) or "")
    return clean(str(value))


def said(key: str, lang: Language, **args: str) -> str:
    """Say a phrase of this package."""
    return phrase(f"reporting.{key}", lang, **args)


def known(key: str) -> bool:
    """Tell whether this package has a phrase."""
    return key in cast("Mapping[str, object]", table("reporting").get("phrases", {}))


def join(items: Iterable[str], lang: Language, word: str = "and") -> str:
    """Join texts with commas, and with “and” or “or” before the last."""
    listed = list(items)
    if len(listed) < 2:
        return "".join(listed)
    return said(word, lang, first=", ".join(listed[:-1]), last=listed[-1])


def _no_names() -> dict[str, str]:
    return {}


@dataclass(frozen=True)
class Names:
    """The titles that a procedure gives its parts, in one language; an id that has none stands for itself."""

    code: str
    title: str
    lang: Language
    titles: Mapping[str, str] = field(default_factory=_no_names)

    def of(self, kind: str, name: str | None) -> str:
        """Give the title of a ``case``, ``channel``, ``applicant``, ``step``, ``document`` or ``party``."""
        if name is None:
            return ""
        found = self.titles.get(f"{kind}:{name}")
        if found is not None:
            return found
        return said(f"{kind}-{name}", self.lang) if known(f"{kind}-{name}") else clean(name)

    def has(self, kind: str, name: str | None) -> bool:
        """Tell whether there is a title, or a word of the house, for an id."""
        return f"{kind}:{name}" in self.titles or known(f"{kind}-{name}")

    def variant(self, key: Mapping[str, str | None] | None) -> str:
        """Name a variant: “for a house, for a citizen, in person”; empty where there is nothing to name."""
        if key is None:
            return ""
        parts: list[str] = []
        if key.get("case") is not None:
            parts.append(said("for-case", self.lang, case=self.of("case", key["case"])))
        if key.get("applicant") is not None:
            parts.append(self._for_applicant(str(key["applicant"])))
        if key.get("channel") is not None:
            parts.append(self.of("channel", key["channel"]))
        return ", ".join(parts)

    def _for_applicant(self, name: str) -> str:
        title = self.titles.get(f"applicant:{name}")
        if title is not None:
            return said("for-applicant", self.lang, applicant=title)
        if known(f"for-{name}"):
            return said(f"for-{name}", self.lang)
        return said("for-applicant", self.lang, applicant=self.of("applicant", name))


def names_of(procedure: Procedure, lang: Language) -> Names:
    """Collect the titles of a procedure's parts."""
    titles: dict[str, str] = {}
    groups = (
        ("case", procedure.cases),
        ("channel", procedure.channels),
        ("applicant", procedure.applicants),
        ("party", procedure.parties),
        ("document", procedure.demands()),
        ("step", procedure.steps),
    )
    for kind, items in groups:
        for item in cast("tuple[Any, ...]", items):
            title: Text | None = item.title if item.title is not None else getattr(item, "condition", None)
            if title is not None:
                titles[f"{kind}:{item.id}"] = words(title, lang)
    return Names(clean(procedure.code), words(procedure.title, lang), lang, titles)


def party(key: str, names: Names) -> str:
    """Name who bears a cost: ``citizen``, ``business/small``, ``authority:province``, ``third-party:notary``."""
    lang = names.lang
    kind, _, name = key.partition(":")
    if kind == "authority":
        level = said(f"level-{name}", lang) if known(f"level-{name}") else clean(name)
        return said("party-authority-of", lang, level=level) if name else said("party-authority", lang)
    if kind == "third-party":
        return names.of("party", name) if name else said("party-third-party", lang)
    kind, _, segment = key.partition("/")
    base = said(f"party-{kind}", lang) if known(f"party-{kind}") else clean(kind)
    return said("party-segment", lang, party=base, segment=names.of("applicant", segment)) if segment else base


def provision(item: Json, lang: Language) -> str:
    """Write a provision as it is cited: “98/2024/NĐ-CP, Đ.10 k.1”, “98/2024/NĐ-CP, art. 10 cl. 1”."""
    parts = [
        said(f"provision-{name}", lang, number=clean(str(item[name])))
        for name in ("article", "clause", "point")
        if item.get(name) is not None
    ]
    instrument = clean(str(item.get("instrument") or "–"))
    return f"{instrument}, {' '.join(parts)}" if parts else instrument


def provisions(amends: Iterable[Json], candidates: Iterable[Json], lang: Language) -> str:
    """Say what is to be amended, or in which instruments the article is still to be found."""
    listed = [provision(item, lang) for item in amends]
    open_ones = [provision(item, lang) for item in candidates]
    if open_ones:
        listed.append(said("article-to-be-found", lang, instruments=join(open_ones, lang, "or")))
    return "; ".join(listed)
