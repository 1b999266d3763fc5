"""Say in plain words, in both languages, why a text is not YAML and what to do about it."""

from procsimplify.base._yaml_events import YamlSyntaxError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.messages import phrase_text

__all__ = ["syntax_finding"]

# What the parser says, and the phrase that says it to a person; the first that fits is taken.
_KINDS: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("tab character", "tab"),
    ("cannot start any token", "start"),
    ("expected '-' indicator", "indent"),
    ("expected key", "key"),
    ("expected ',' or", "bracket"),
    ("unexpected end of stream", "quote"),
    ("unexpected document indicator", "quote"),
    ("escape character", "escape"),
    ("expected hexdecimal number", "escape"),
    ("expected alphabetic or numeric", "star"),
    ("block sequence entries are not allowed", "dash"),
    ("block mapping", "colon"),
    ("tag", "tag"),
    ("expected node content", "content"),
    ("expected comment or line break", "block"),
    ("indentation indicator", "block"),
    ("directive", "directive"),
    ("incompatible YAML document", "directive"),
    ("expected <document start>", "document"),
)
# These are best shown where the quotation mark or the bracket was opened.
_AT_OPENING = frozenset({"quote", "bracket"})


def syntax_finding(failure: YamlSyntaxError, text: str, file: str) -> Finding:
    """Make the finding ``base.yaml-syntax`` for what the parser could not read.

    Parameters
    ----------
    failure : YamlSyntaxError
    text : str
        What was parsed.
    file : str

    Returns
    -------
    Finding
    """
    kind = next((kind for words, kind in _KINDS if words in failure.problem), "other")
    mark = failure.opened if kind in _AT_OPENING and failure.opened else failure.mark
    place = Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)
    if kind == "start" and mark is not None and _starts_with_tab(text, mark.line, mark.column):
        kind = "tab"
    return error(
        "base.yaml-syntax",
        place,
        reason=phrase_text(f"base.syntax-{kind}"),
        advice=phrase_text(f"base.mend-{kind}"),
    )


def _starts_with_tab(text: str, line: int, column: int) -> bool:
    lines = text.splitlines()
    return line < len(lines) and lines[line][column : column + 1] == "\t"
