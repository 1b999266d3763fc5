"""Write a changed tree into the file that it came from: what did not change keeps its bytes and its comments."""

from __future__ import annotations

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.yaml import read_tree
from procsimplify.files.emit import STANDARD, Layout, emit
from procsimplify.files.gaps import CannotSplice
from procsimplify.files.rewriting import rewrite
from procsimplify.files.splice import splice
from procsimplify.rewrite.changes import StaleChange, Tree

__all__ = ["merge"]

_MARK = "\ufeff"


def merge(original: bytes, before: Tree, after: Tree, *, file: str = "", layout: Layout = STANDARD) -> bytes:
    r"""Give the bytes of a YAML file with a changed tree written into them.

    Pieces whose values differ are written anew in the style of what stood there; all other lines keep their bytes. A
    comment goes with the entry on whose line it stands, or directly above which it stands, when that is deleted or
    moved; every other comment stays, also one below the last entry of a list, which may speak of all of it. Where a
    file is written in a way that cannot be changed piece by piece (``? key``), the whole is written again by
    ruamel.yaml, which keeps comments but not every blank.

    Parameters
    ----------
    original : bytes
        UTF-8.
    before : Tree
        What the file says, as it is written there: every scalar its text, short forms as they stand.
    after : Tree
        What it shall say, in the same written form. Keys keep the order of the file, lists get the order given.
    file : str
        The name of the file, for findings.
    layout : Layout
        For a file that has to be written from nothing.

    Returns
    -------
    bytes
        Reading them gives `after`; they are `original` where nothing differs.

    Raises
    ------
    InputError
        If the original cannot be read.
    StaleChange
        If the original no longer says `before`.

    Examples
    --------
    >>> merge(b"sets: 8  # too many\n", {"sets": "8"}, {"sets": "1"})
    b'sets: 1  # too many\n'
    """
    if read_tree(original, file).tree != before:
        raise StaleChange(error("files.file-changed", Place(file or None), file=file))
    if before == after:
        return original
    text = original.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    lines = text.replace("\r\n", "")
    windows = "\r\n" in text and "\n" not in lines and "\r" not in lines
    if windows:
        text = text.replace("\r\n", "\n")
    for way in (splice, rewrite):
        try:
            made = way(text, after)
        except CannotSplice:
            continue
        if _says(made, after):
            break
    else:
        made = emit(after, layout)
    return (mark + (made.replace("\n", "\r\n") if windows else made)).encode("utf-8")


def _says(text: str, tree: Tree) -> bool:
    """Tell whether a text that we made reads as it should."""
    try:
        return read_tree(text.encode("utf-8"), "").tree == tree
    except InputError:
        return False
