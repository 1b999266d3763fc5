"""One run of the program: its language, how much it says, and where results and remarks go."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.text import LANGUAGES, Language, default_language

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Session", "language_of", "prepare_streams"]

Progress = Callable[[int, int], None]
_PATIENCE = 0.7
"""Seconds after which a person wants to see that something is going on."""


@dataclass
class Session:
    """What the commands share.

    Parameters
    ----------
    lang : "vi" or "en"
    quiet : bool
        Nothing on standard error but errors.
    verbose : bool
        More on both.
    """

    lang: Language
    quiet: bool = False
    verbose: bool = False

    def show(self, renderable: RenderableType, *, whole_lines: bool = False) -> None:
        """Print a result for people; with ``whole_lines`` nothing is wrapped that leaves for a file or a pipe."""
        from procsimplify.reporting.layout import console

        console(sys.stdout, wrap=not whole_lines or sys.stdout.isatty()).print(renderable)

    def aside(self, renderable: RenderableType) -> None:
        """Print for people beside a result that goes to standard output."""
        from procsimplify.reporting.layout import console

        console(sys.stderr).print(renderable)

    def json(self, result: Mapping[str, Any] | Sequence[Any]) -> None:
        """Print a result for machines: the same input gives the same bytes."""
        self.raw(json.dumps(result, ensure_ascii=False, indent=2, allow_nan=False) + "\n")

    def raw(self, text: str) -> None:
        """Print a text as it is."""
        sys.stdout.write(text)

    def lines(self, text: str) -> None:
        """Print a text of several lines, whatever stands in it, without what would steer a terminal."""
        from procsimplify.reporting.words import clean

        self.raw("\n".join(clean(row) for row in text.split("\n")) + "\n")

    def bytes(self, data: bytes) -> None:
        """Print bytes as they are."""
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(data.decode("utf-8"))
            return
        sys.stdout.flush()
        buffer.write(data)
        buffer.flush()

    def remark(self, text: str) -> None:
        """Say something beside the result, unless asked to be quiet."""
        if not self.quiet:
            self.complain(text)

    def detail(self, text: str) -> None:
        """Say something that only ``-v`` wants to know."""
        if self.verbose:
            self.complain(text)

    def complain(self, text: str) -> None:
        """Write to standard error."""
        sys.stderr.write(text.rstrip("\n") + "\n")

    def findings(self, findings: Iterable[Finding]) -> None:
        """Write findings to standard error, each with its mend."""
        from procsimplify.reporting.layout import console
        from procsimplify.reporting.text_check import findings_text

        console(sys.stderr, wrap=False).print(findings_text(findings, self.lang))

    def warn(self, findings: Iterable[Finding]) -> None:
        """Write findings that stop nothing to standard error, unless asked to be quiet."""
        listed = list(findings)
        if listed and not self.quiet:
            self.findings(listed)

    @contextmanager
    def progress(self, words: str) -> Generator[Progress | None, None, None]:
        """Show how far a long task is, on a terminal only; gives the function to tell it."""
        if self.quiet or not sys.stderr.isatty():
            yield None
            return
        from time import monotonic

        from rich.progress import Progress as Bar

        from procsimplify.reporting.layout import console

        started = monotonic()
        with Bar(console=console(sys.stderr), transient=True) as bar:
            task = bar.add_task(words, visible=False)

            def tell(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total, visible=monotonic() - started > _PATIENCE)

            yield tell

    def silence(self) -> None:
        """Let nothing more reach a reader who has gone, not even what the interpreter flushes at its end."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        except (OSError, ValueError, io.UnsupportedOperation):
            return


def language_of(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Find the language before anything is parsed, so that help and errors are in it: ``--lang`` may stand anywhere.

    Raises
    ------
    UsageError
        Where ``--lang`` is followed by something else than a language.

    Examples
    --------
    >>> language_of(["analyse", "1.012885", "--lang", "vi"], {}), language_of([], {"LANG": "C"})
    ('vi', 'en')
    """
    found: str | None = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    if found is None:
        return default_language(environ)
    for lang in LANGUAGES:
        if found == lang:
            return lang
    raise UsageError(error("cli.not-among", Place(), name="--lang", given=found[:60], choices=", ".join(LANGUAGES)))


def prepare_streams() -> None:
    """Write UTF-8 whatever the locale, and never fail on a letter that a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
