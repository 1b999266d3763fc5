"""A memory keyed by which values in memory something was made of.

Model values are frozen, and those that an edit leaves alone are shared between before and after. So "the same object
in the same context" is enough, and cheaper than comparing. The memory holds what it was keyed by, so that no address
is used twice, and forgets the oldest when it is full.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, Final, Generic, TypeVar
from weakref import WeakSet

__all__ = ["Memo", "forget_all", "forgets"]

T = TypeVar("T")
_MEMORIES: Final[WeakSet[Memo[Any]]] = WeakSet()
_OTHERS: Final[list[Callable[[], None]]] = []


def forgets(clear: Callable[[], None]) -> None:
    """Have something else done, too, when `forget_all` is called: such as clearing a cache of another kind."""
    _OTHERS.append(clear)


def forget_all() -> None:
    """Forget what was made of values that are not looked at again, as after each batch of a long run.

    Nothing but time is lost where one of them is.
    """
    for memory in list(_MEMORIES):
        memory.clear()
    for clear in _OTHERS:
        clear()


class Memo(Generic[T]):
    """Remembers results by identity of some objects and equality of the rest."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        # A plain dict would search its emptied front anew each time that the oldest goes.
        self._kept: OrderedDict[Hashable, tuple[tuple[object, ...], T]] = OrderedDict()
        _MEMORIES.add(self)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def get(self, held: tuple[object, ...], rest: Hashable, make: Callable[[], T]) -> T:
        """Give the result kept for these objects and this context, else make and keep it."""
        key = (*map(id, held), rest)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= self._most:
                # Another thread may have forgotten all of it.
                with suppress(KeyError):
                    self._kept.popitem(last=False)
            found = self._kept[key] = (held, make())
        return found[1]
