"""A rules engine and a cost calculator that make public procedures simpler."""

from procsimplify._version import __version__

__all__ = ["__version__"]
