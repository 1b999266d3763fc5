"""The exceptions of procsimplify; each carries findings and so can be read in both languages.

::

    ProcsimplifyError
    ├── InputError          a file or a text that cannot be read into what it should be
    │   └── NotWellFormed   it was read, but is not well formed as a procedure
    ├── Refused             an edit whose precondition does not hold
    └── UsageError          a request that makes no sense, or a place that cannot be written
"""

from collections.abc import Iterable

from procsimplify.base.findings import Finding

__all__ = ["InputError", "NotWellFormed", "ProcsimplifyError", "Refused", "UsageError"]


class ProcsimplifyError(Exception):
    """Report one or more findings that stop the work.

    Parameters
    ----------
    findings : Finding or iterable of Finding
        At least one.

    Raises
    ------
    ValueError
        If there is no finding.
    """

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = (findings,) if isinstance(findings, Finding) else tuple(findings)
        if not self.findings:
            raise ValueError("an error needs at least one finding")
        super().__init__(self.findings)

    def __str__(self) -> str:
        """Write the findings in English, one on a line."""
        return "\n".join(found.render("en") for found in self.findings)


class InputError(ProcsimplifyError):
    """Report that an input cannot be read (exit 2)."""


class NotWellFormed(InputError):
    """Report that a procedure was read but is not well formed (`check` exits 1, other commands 2)."""


class Refused(ProcsimplifyError):
    """Report that an edit's precondition does not hold."""


class UsageError(ProcsimplifyError):
    """Report bad usage (exit 2)."""
