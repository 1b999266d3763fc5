"""The store: one DuckDB file that a scan writes batch by batch and everything else reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from procsimplify.base.errors import InputError, UsageError
from procsimplify.base.extras import extra_module
from procsimplify.base.findings import Place, error
from procsimplify.catalogue.tables import ORDER, OWNED, TABLES, VERSION

__all__ = ["Row", "Rows", "Store"]

Row = Sequence[object]
Rows = Mapping[str, Sequence[Row]]
"""Rows by table, each in the order of the table's columns."""

_MEMORY = "256MB"


class Store:
    """A store that is open; used as a context manager, which closes it.

    Parameters
    ----------
    path : str or path
        The file; ``:memory:`` for a store that is not kept.
    read_only : bool
        Whether only to read: the file must be there.

    Raises
    ------
    UsageError
        Where DuckDB is not installed or the file cannot be written.
    InputError
        Where there is no such file, or it is no store.
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False) -> None:
        self.path = os.fspath(path)
        self._duckdb = extra_module("duckdb", "catalogue")
        if read_only and not Path(self.path).is_file():
            raise InputError(error("catalogue.no-store", Place(self.path), file=self.path))
        self._connection: Any = self._opened(read_only)
        if read_only:
            self._require_tables()
        else:
            self._prepare()

    def _opened(self, read_only: bool) -> Any:
        config = {"memory_limit": _MEMORY, "threads": 1, "enable_external_access": True}
        try:
            return self._duckdb.connect(self.path, read_only=read_only, config=config)
        except self._duckdb.Error as failure:
            raise InputError(self._bad(failure)) from None

    def _bad(self, failure: BaseException) -> Any:
        return error("catalogue.bad-store", Place(self.path), file=self.path, reason=str(failure).split("\n")[0][:200])

    def _require_tables(self) -> None:
        try:
            found = dict(self.rows("SELECT key, value FROM meta"))
        except self._duckdb.Error as failure:
            raise InputError(self._bad(failure)) from None
        if found.get("tables") != VERSION:
            raise InputError(error("catalogue.old-store", Place(self.path), file=self.path))

    def _prepare(self) -> None:
        try:
            kept = dict(self.rows("SELECT key, value FROM meta")) if self._has("meta") else {}
            others = [name for (name,) in self.rows("SELECT table_name FROM duckdb_tables()") if name not in TABLES]
            if others:
                raise UsageError(error("catalogue.other-tables", Place(self.path), file=self.path, table=others[0]))
            stale = kept.get("tables") != VERSION
            self.begin()
            for name, columns in TABLES.items():
                listed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
                make = "CREATE OR REPLACE TABLE" if stale else "CREATE TABLE IF NOT EXISTS"
                self._run(f"{make} {name} ({listed})")
            self.set_meta({"tables": VERSION})
            self.commit()
        except self._duckdb.Error as failure:
            raise UsageError(self._bad(failure)) from None

    def _has(self, table: str) -> bool:
        return bool(self.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]))

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement that gives no rows; as for `rows`, never the text of a record."""
        self._run(sql, values)

    def _run(self, sql: str, values: Sequence[object] = ()) -> Any:
        return self._connection.execute(sql, list(values))

    def __enter__(self) -> Store:
        """Give the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; what was not committed is gone."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def begin(self) -> None:
        """Begin a batch, which is written whole or not at all."""
        self._run("BEGIN")

    def commit(self) -> None:
        """Write the batch."""
        self._run("COMMIT")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of a query.

        Parameters
        ----------
        sql : str
            Text of this program or of the person who owns the store, never of a record; values go in as ``?``.
        values : sequence
        """
        return self._run(sql, values).fetchall()

    def records(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Give the rows of a query, each with its columns by name."""
        done = self._run(sql, values)
        names = [str(column[0]) for column in done.description]
        return [dict(zip(names, row, strict=True)) for row in done.fetchall()]

    def insert(self, rows: Rows) -> None:
        """Add rows to tables, column by column: one statement a table."""
        for name, listed in rows.items():
            if not listed:
                continue
            columns = TABLES[name]
            taken = ", ".join(f"unnest(${place}::{kind}[])" for place, kind in enumerate(columns.values(), start=1))
            self._run(f"INSERT INTO {name} SELECT {taken}", [list(column) for column in zip(*listed, strict=True)])

    def remove(self, codes: Iterable[str]) -> None:
        """Take procedures out, with everything that belongs to them."""
        gone = sorted(set(codes))
        if gone:
            for name in OWNED:
                self._run(f"DELETE FROM {name} WHERE code IN (SELECT unnest($1::VARCHAR[]))", [gone])

    def replace_findings(self, rules: Iterable[str], rows: Rows) -> None:
        """Write what some rules find anew: what they found before goes, with its words."""
        names = sorted(rules)
        self._run("DELETE FROM words WHERE split_part(proposal, ':', 1) IN (SELECT unnest($1::VARCHAR[]))", [names])
        self._run("DELETE FROM proposals WHERE rule IN (SELECT unnest($1::VARCHAR[]))", [names])
        self.insert(rows)

    def set_meta(self, values: Mapping[str, str]) -> None:
        """Write facts about the scan itself."""
        for key, value in sorted(values.items()):
            self._run("DELETE FROM meta WHERE key = ?", [key])
            self._run("INSERT INTO meta VALUES (?, ?)", [key, value])

    def meta(self) -> dict[str, str]:
        """Give the facts about the scan itself."""
        return dict(self.rows("SELECT key, value FROM meta ORDER BY key"))

    def clear(self, table: str) -> None:
        """Take all rows of a table out."""
        if table not in TABLES:
            raise KeyError(table)
        self._run(f"DELETE FROM {table}")

    def table(self, name: str) -> list[dict[str, Any]]:
        """Give all rows of a table in their order; KeyError where there is no such table."""
        if name not in TABLES:
            raise KeyError(name)
        return self.records(f"SELECT * FROM {name} ORDER BY {ORDER[name]}")

    def to_parquet(self, folder: str | os.PathLike[str]) -> tuple[Path, ...]:
        """Write every table as ``TABLE.parquet`` into a folder, rows in their order.

        Returns
        -------
        tuple of Path
            The files.

        Raises
        ------
        UsageError
            Where they cannot be written.
        """
        target = Path(folder)
        written: list[Path] = []
        try:
            target.mkdir(parents=True, exist_ok=True)
            for name in TABLES:
                path = target / f"{name}.parquet"
                place = str(path).replace("'", "''")
                self._run(f"COPY (SELECT * FROM {name} ORDER BY {ORDER[name]}) TO '{place}' (FORMAT parquet)")
                written.append(path)
        except (OSError, self._duckdb.Error) as failure:
            reason = str(failure).split("\n")[0][:200]
            raise UsageError(error("base.cannot-write", Place(str(target)), file=str(target), reason=reason)) from None
        return tuple(written)
