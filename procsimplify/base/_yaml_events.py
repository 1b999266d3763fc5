"""The event stream of the YAML parser, given types.

The parser is libyaml, as bound by PyYAML: it reads fifteen times as fast as a parser in Python, and it never recurses,
so that a hostile nesting can be stopped by our own limit. (ruamel.yaml, which writes, has a binding too, but of an
older libyaml that cannot read ``[https://example.org]``.)
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol

__all__ = ["Event", "Mark", "YamlSyntaxError", "events"]


class Mark(Protocol):
    """A position in the text; offset, line and column are counted from 0, in characters."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """One event; which attributes it has depends on its class."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


class YamlSyntaxError(Exception):
    """Report a text that is not YAML, in the parser's words, with lines and columns counted from 0."""

    def __init__(self, problem: str, mark: Mark | None, opened: Mark | None) -> None:
        self.problem = problem
        self.mark = mark
        self.opened = opened
        super().__init__(problem)


def events(text: str) -> Iterator[tuple[str, Event]]:
    """Parse YAML into its events, one at a time.

    Parameters
    ----------
    text : str

    Yields
    ------
    tuple of str and Event
        The event's class by name (``ScalarEvent``, ``MappingStartEvent``, …) and the event.

    Raises
    ------
    YamlSyntaxError
        At the first place that is not YAML.
    """
    library: Any = import_module("yaml")
    failure: Any = library.YAMLError
    parser: Any = library.CSafeLoader(text)
    try:
        while parser.check_event():
            event: Event = parser.get_event()
            yield type(event).__name__, event
    except failure as error:
        problem: str = getattr(error, "problem", None) or str(error).partition("\n")[0]
        mark: Mark | None = getattr(error, "problem_mark", None)
        opened: Mark | None = getattr(error, "context_mark", None)
        raise YamlSyntaxError(problem, mark, opened) from None
