"""The one place that touches durable-rules: a typed face for the small part of it that is right.

The library has no types, one global set of rules per process, and a host that starts two timer threads which run
actions at their own time. The host made here starts none, so that every action runs inside `Network.run`.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import itertools
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, Final, Protocol, cast

# Larger batches lose matches without a word; in batches of this size none was lost.
MOST_IN_BATCH: Final = 500

# The kind and the id of the fact that opens a session; the rules' own kinds and ids count from 1.
_OPENING: Final = 0
_OPENING_ID: Final = 1_000_000_000

Fact = dict[str, int | str]
PatternTerms = list[dict[str, object]]

_sessions = itertools.count(1)
_hosts: list[_Host] = []


class LibraryFault(Exception):
    """The library refused the facts, or failed while it ran."""


class _Host(Protocol):
    def register_rulesets(self, ruleset_definitions: Mapping[str, object]) -> object: ...
    def assert_facts(self, ruleset_name: str, facts: Sequence[Fact]) -> object: ...
    def delete_state(self, ruleset_name: str, sid: str) -> None: ...


def _host() -> _Host:
    if not _hosts:
        engine = importlib.import_module("durable.engine")

        def start_no_threads(_: object) -> None:
            """Stand in for the method that starts the timer threads."""

        quiet = cast("Callable[[], _Host]", type("QuietHost", (engine.Host,), {"_run": start_no_threads}))
        _hosts.append(quiet())
    return _hosts[0]


def _faults() -> tuple[type[BaseException], ...]:
    engine = importlib.import_module("durable.engine")
    native = importlib.import_module("durable_rules_engine")
    named = (engine.MessageNotHandledException, engine.MessageObservedException, getattr(native, "error", None))
    return (*(cast("type[BaseException]", fault) for fault in named if isinstance(fault, type)), MemoryError)


class Network:
    """A set of rules, each a list of patterns, registered once for the process.

    Parameters
    ----------
    name
        A name that no other network has.
    rules
        For each rule its patterns; for each pattern the terms that a fact must meet: `{"k": 3}` for its kind, and
        `{"v0": {"p1": "v0"}}` for an equality with an earlier pattern of the rule, which is called `p1`.
    """

    def __init__(self, name: str, rules: Sequence[Sequence[PatternTerms]]) -> None:
        self._name = name
        self._found: list[list[tuple[int, ...]]] = [[] for _ in rules]
        self._raised: list[BaseException] = []
        self._opened: list[int] = []
        definitions = {f"r{number}": self._definition(number, patterns) for number, patterns in enumerate(rules)}
        definitions["opening"] = {"all": [{"p0": {"k": _OPENING}}], "run": self._open}
        with _quietly():
            _host().register_rulesets({name: definitions})

    def _open(self, _: object) -> None:
        self._opened.append(1)

    def _definition(self, number: int, patterns: Sequence[PatternTerms]) -> dict[str, object]:
        names = [f"p{position}" for position in range(len(patterns))]
        found, raised = self._found[number], self._raised

        def collect(context: Any) -> None:
            # What an action raises is swallowed by the library: kept, and raised after the run.
            try:
                found.append(tuple(int(getattr(context, name)["id"]) for name in names))
            except (TypeError, ValueError, AttributeError) as error:
                raised.append(error)

        terms = [
            {name: pattern[0] if len(pattern) == 1 else {"$and": list(pattern)}}
            for name, pattern in zip(names, patterns, strict=True)
        ]
        return {"all": terms, "run": collect}

    def run(self, facts: Sequence[Fact]) -> list[list[tuple[int, ...]]]:
        """Return for each rule the ids of the facts of each match, in a session of its own.

        Raises
        ------
        LibraryFault
            If the library refused a fact, or an action failed.
        """
        for found in self._found:
            found.clear()
        self._raised.clear()
        if not facts:
            return [[] for _ in self._found]
        session = str(next(_sessions))
        self._opened.clear()
        host = _host()
        with _quietly():
            try:
                # A session in which no action has run cannot be deleted without a crash: a fact of its own opens it.
                opening: Fact = dict.fromkeys(facts[0], 0) | {"id": _OPENING_ID, "k": _OPENING, "sid": session}
                host.assert_facts(self._name, [opening])
                for start in range(0, len(facts), MOST_IN_BATCH):
                    batch = [{**fact, "sid": session} for fact in facts[start : start + MOST_IN_BATCH]]
                    host.assert_facts(self._name, batch)
            except _faults() as fault:
                raise LibraryFault(f"{type(fault).__name__}: {fault}"[:200]) from fault
            finally:
                host.delete_state(self._name, session)
        if len(self._opened) != 1:
            raise LibraryFault(f"the session was opened {len(self._opened)} times")
        if self._raised:
            raise LibraryFault(str(self._raised[0])) from self._raised[0]
        return [list(found) for found in self._found]


@contextlib.contextmanager
def _quietly() -> Generator[None, None, None]:
    """Keep what the library prints from the user's standard output."""
    with contextlib.redirect_stdout(io.StringIO()):
        yield
