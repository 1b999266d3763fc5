"""Say in both languages why the system did not let a file be read or written."""

import errno

from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text

__all__ = ["system_reason"]

_KNOWN = {
    errno.EACCES: "os-not-allowed",
    errno.EPERM: "os-not-allowed",
    errno.EROFS: "os-read-only",
    errno.ENOSPC: "os-disk-full",
    errno.EDQUOT: "os-disk-full",
    errno.ENOENT: "os-no-folder",
    errno.EISDIR: "os-is-folder",
    errno.ENAMETOOLONG: "os-name-too-long",
    errno.ENOTDIR: "os-not-a-folder",
    errno.ELOOP: "os-too-many-links",
}


def system_reason(failure: OSError | ValueError) -> Text:
    """Put a failure of the system into words; a ValueError is that of a name with a NUL character."""
    if isinstance(failure, ValueError):
        return phrase_text("base.os-name")
    key = _KNOWN.get(failure.errno or 0)
    if key:
        return phrase_text(f"base.{key}")
    return phrase_text("base.os-other", words=failure.strerror or str(failure))
