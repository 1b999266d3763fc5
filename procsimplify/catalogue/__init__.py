"""Many procedures: what a scan finds in each, kept in one analytical store, and what follows from all of them.

Heavy imports wait until they are used; the store needs the extra ``catalogue`` (DuckDB).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procsimplify.catalogue.comparing import across
    from procsimplify.catalogue.drilling import procedure_of
    from procsimplify.catalogue.figures import summary
    from procsimplify.catalogue.law import instruments
    from procsimplify.catalogue.scanning import ScanResult, scan
    from procsimplify.catalogue.store import Store
    from procsimplify.catalogue.volumes import read_volumes

__all__ = ["ScanResult", "Store", "across", "instruments", "procedure_of", "read_volumes", "scan", "summary"]

_HOMES = {
    "ScanResult": "scanning",
    "Store": "store",
    "across": "comparing",
    "instruments": "law",
    "procedure_of": "drilling",
    "read_volumes": "volumes",
    "scan": "scanning",
    "summary": "figures",
}


def __getattr__(name: str) -> object:
    """Load a part when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
