"""Rows handed to one statement as a table: the same set-based SQL on SQLite and PostgreSQL.

A guarded UPDATE must say which rows it could not change. One statement per row would do, but costs
a round trip each; so the rows travel as one parameter (JSON on SQLite, arrays on PostgreSQL, where
a JSON recordset would mislead the planner) and RETURNING names those that were changed.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    FromClause,
    String,
    Table,
    bindparam,
    column,
    func,
    select,
)
from sqlalchemy import (
    cast as sql_cast,
)
from sqlalchemy.orm import Session

from server.foundation.database import Record

Columns = Mapping[str, type[int] | type[str]]


def table_of(record: type[Record]) -> Table:
    """The plain table of a record, for statements that skip the object layer."""
    return cast("Table", record.__table__)


def dialect_of(session: Session) -> str:
    """`sqlite` or `postgresql`."""
    return session.get_bind().dialect.name


def given(dialect: str, columns: Columns) -> FromClause:
    """A table named `given` of the rows that `given_rows` binds.

    Args:
        dialect: `sqlite` or `postgresql`.
        columns: name → int or str, in the order of the rows' values.
    """
    if dialect == "sqlite":
        values = func.json_each(bindparam("given", type_=String)).table_valued("value", name="rows")
        return select(
            *(
                func.json_extract(values.c.value, f"$[{nth}]", type_=sql_type(kind)).label(name)
                for nth, (name, kind) in enumerate(columns.items())
            )
        ).subquery("given")
    arrays = (
        sql_cast(bindparam(f"given_{name}"), ARRAY(sql_type(kind)))
        for name, kind in columns.items()
    )
    named = [column(name, sql_type(kind)) for name, kind in columns.items()]
    return func.unnest(*arrays).table_valued(*named, name="given").render_derived()


def given_rows(
    dialect: str, columns: Columns, rows: Sequence[Sequence[int | str]]
) -> dict[str, Any]:
    """The parameters that fill the table `given`."""
    if dialect == "sqlite":
        return {"given": json.dumps(rows, ensure_ascii=False)}
    return {f"given_{name}": [row[nth] for row in rows] for nth, name in enumerate(columns)}


def sql_type(kind: type[int] | type[str]) -> Any:
    """How a column of `given` is typed."""
    return BigInteger() if kind is int else String()
