"""Exit codes, and the one place where an exception becomes one."""

from __future__ import annotations

import os
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING, Final

import typer

from procsimplify._version import __version__
from procsimplify.base.errors import ProcsimplifyError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase
from procsimplify.base.text import LANGUAGES
from procsimplify.cli.usage import USAGE_ERROR, finding_of, is_help

if TYPE_CHECKING:
    from procsimplify.cli.session import Session

__all__ = ["BAD_INPUT", "BROKEN_PIPE", "DEBUG", "FINE", "INTERRUPTED", "NOT_GOOD", "Boundary"]

FINE: Final = 0
"""All is well; finding proposals is fine."""
NOT_GOOD: Final = 1
"""`check` of what is not well formed, a failing case of a rule, a broken gate, a target that is not met."""
BAD_INPUT: Final = 2
"""Bad usage, or an input that cannot be read into a well-formed procedure."""
INTERRUPTED: Final = 130
"""Stopped by Ctrl-C, as shells count: 128 + SIGINT."""
BROKEN_PIPE: Final = 141
"""Whoever read the output closed it, as shells count: 128 + SIGPIPE."""

DEBUG: Final = "PROCSIMPLIFY_DEBUG"


class Boundary:
    """The outermost wall: whatever leaves a command becomes findings for a person and an exit code.

    Used as a context manager; `code` holds the exit code afterwards.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.code = FINE

    def __enter__(self) -> Boundary:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Turn what was raised into an exit code; only the interpreter's own exit goes on."""
        if failure is None:
            return True
        if isinstance(failure, SystemExit | GeneratorExit):
            return False
        self.code = self._code(failure)
        return True

    def _code(self, failure: BaseException) -> int:
        if isinstance(failure, typer.Exit):
            return int(failure.exit_code)
        if isinstance(failure, KeyboardInterrupt | typer.Abort):
            return INTERRUPTED
        if isinstance(failure, BrokenPipeError):
            self.session.silence()
            return BROKEN_PIPE
        self._debug(failure)
        if isinstance(failure, ProcsimplifyError):
            self.session.findings(failure.findings)
        elif isinstance(failure, USAGE_ERROR):
            if is_help(failure):
                self.session.complain(str(failure))
            else:
                self.session.findings([finding_of(failure)])
        elif isinstance(failure, OSError):
            self.session.findings([error("cli.system", Place(), words=str(failure.strerror or failure))])
        else:
            for lang in LANGUAGES:
                kind = type(failure).__name__
                self.session.complain(phrase("cli.fault", lang, kind=kind, version=__version__, debug=DEBUG))
        return BAD_INPUT

    def _debug(self, failure: BaseException) -> None:
        if os.environ.get(DEBUG):
            traceback.print_exception(failure, file=sys.stderr)
