"""Find the data that come with the package: real procedures and rule packs."""

from pathlib import Path
from typing import Literal, TypeAlias

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error

__all__ = ["Shipped", "folder"]

Shipped: TypeAlias = Literal["procedures", "rules"]

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: Shipped, package: Path = _PACKAGE) -> Path:
    """Return the folder of the shipped procedures or rules.

    Parameters
    ----------
    name : "procedures" or "rules"
    package : Path
        Where the package ``procsimplify`` stands.

    Returns
    -------
    Path
        ``procsimplify/shipped/NAME`` of an installed package, else ``NAME`` beside the package, as in a checkout.

    Raises
    ------
    UsageError
        With the finding ``base.shipped-missing`` if neither is there.
    """
    places = (package / "shipped" / name, package.parent / name)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise UsageError(error("base.shipped-missing", Place(), name=name, folder=places[0]))
    return found
