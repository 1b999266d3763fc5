"""Texts in the two languages in which procsimplify speaks: Vietnamese and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["LANGUAGES", "Language", "Text", "default_language"]

Language: TypeAlias = Literal["vi", "en"]
LANGUAGES: tuple[Language, Language] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """Hold one text in Vietnamese, in English, or in both.

    Parameters
    ----------
    vi, en : str or None
        The text in each language; at least one is given.

    Raises
    ------
    ValueError
        If neither language is given.

    Examples
    --------
    >>> Text("Nộp hồ sơ", None).get("en")
    'Nộp hồ sơ'
    """

    vi: str | None
    en: str | None

    def __post_init__(self) -> None:
        """Refuse a text that has no words in either language."""
        if self.vi is None and self.en is None:
            raise ValueError("a text needs at least one language")

    @classmethod
    def both(cls, words: str) -> "Text":
        """Make a text that reads the same in both languages (a name, a code, a plain string of a file)."""
        return cls(words, words)

    def get(self, lang: Language) -> str:
        """Return the text in `lang`, or in the other language where that one is missing."""
        first, second = (self.vi, self.en) if lang == "vi" else (self.en, self.vi)
        chosen = first if first is not None else second
        return chosen if chosen is not None else ""


def default_language(environ: Mapping[str, str]) -> Language:
    """Choose the language from the locale of the environment.

    Parameters
    ----------
    environ : mapping of str to str
        The environment variables, usually ``os.environ``. The first of LC_ALL, LC_MESSAGES and LANG that is
        set and not empty decides, as in POSIX.

    Returns
    -------
    "vi" or "en"
        Vietnamese for a Vietnamese locale, else English.

    Examples
    --------
    >>> default_language({"LANG": "vi_VN.UTF-8"})
    'vi'
    >>> default_language({"LC_ALL": "C", "LANG": "vi_VN.UTF-8"})
    'en'
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environ.get(name)
        if locale:
            return "vi" if locale.lower().startswith("vi") else "en"
    return "en"
