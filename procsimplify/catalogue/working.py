"""The processes that a scan works with where it is not given an executor: how each begins and ends."""

from __future__ import annotations

import gc
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import parent_process
from threading import Thread

from procsimplify.catalogue.examining import Settings, packs_of

__all__ = ["pool_of"]


def pool_of(workers: int, settings: Settings) -> ProcessPoolExecutor:
    """Start processes that read the rules once."""
    return ProcessPoolExecutor(workers, initializer=_begin, initargs=(settings.rules,))


def _begin(rules: tuple[str, ...]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    packs_of(rules)
    # What lives as long as the process need not be looked at each time rubbish is collected.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _end_with_parent() -> None:
    """End this process when the one that started it is no more, however that ended: nobody else would."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
