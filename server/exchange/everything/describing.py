"""What stands in an archive about itself: read from the records' own words, never typed twice."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, LargeBinary, Table

from server.exchange.everything.which import SECRETS, columns_of
from server.foundation import Record, UtcTime

INTRODUCTION = """\
# たなばん 全データ / Everything of a Tanaban

- `tables/*.csv`: one file for each table. UTF-8 with a byte order mark, comma, line feed, one
  heading. Text is in quotation marks; nothing between two commas is none. Numbers, `true` and
  `false` are bare. Moments are UTC with microseconds, days `YYYY-MM-DD`, JSON is a text with sorted
  keys. Rows are in the order of their keys. PostgreSQL's `COPY … (FORMAT csv, HEADER)` reads it.
- `files/<table>/<key>`: pictures, photos and files as they came in; the table's cell holds the
  path.
- `structure.json`: tables, columns, types and what points at what, for programs.
- `manifest.json`: the schema's revision, and of each file its rows, bytes and SHA-256.

A column named `…_pieces`, `…_grams`, `…_yen`, `…_millimetres` says its unit. Whatever a table
points at stands in a file above it.
"""
SECRETS_IN = """\
**This archive holds secrets**: hashes of PINs, passwords, sessions and keys, and the secrets that
sign webhooks. Keep it as you would keep the keys of the house.
"""
SECRETS_OUT = """\
Secrets are not in it: no hash of a PIN, password, session, device or key, no secret of a webhook,
and so not whether a connection is on.
"""
OF_OWNER = """\
It holds what belongs to one owner (荷主). People, devices, tasks and scans are the house's and are
not in it: a number in a column such as `person_id` or `task_id` points at nothing in this archive.
"""


def readme(chosen: Sequence[Table], *, owner_code: str | None, with_secrets: bool) -> str:
    """The page that a person reads first."""
    parts = [INTRODUCTION, SECRETS_IN if with_secrets else SECRETS_OUT]
    parts += [] if owner_code is None else [OF_OWNER]
    for table in structure(chosen, with_secrets=with_secrets):
        parts.append(f"## tables/{table['name']}.csv\n\n{table['says']}\n")
        rows = [
            f"| {column['name']} | {type_told(column)} | {in_a_cell(column['says'])} |"
            for column in table["columns"]
        ]
        parts.append("\n".join(["| column | type | says |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def structure(chosen: Sequence[Table], *, with_secrets: bool) -> list[dict[str, Any]]:
    """Tables and columns as data."""
    says = {
        mapper.local_table.name: (mapper.class_, column_words(mapper.class_))
        for mapper in Record.registry.mappers
        if isinstance(mapper.local_table, Table)
    }
    found = []
    for table in chosen:
        record, words = says[table.name]
        columns = columns_of(table, with_secrets=with_secrets)
        found.append(
            {
                "name": table.name,
                "says": inspect.cleandoc(record.__doc__ or ""),
                "key": [column.name for column in table.primary_key],
                "columns": [told(column, words.get(column.name, "")) for column in columns],
            }
        )
    return found


def told(column: Column[Any], words: str) -> dict[str, Any]:
    """One column as data."""
    points_at = next((key.target_fullname for key in column.foreign_keys), None)
    return {
        "name": column.name,
        "type": type_of(column),
        "letters_max": getattr(column.type, "length", None),
        "may_be_none": bool(column.nullable),
        "points_at": points_at,
        "is_secret": (column.table.name, column.name) in SECRETS,
        "says": words,
    }


def type_of(column: Column[Any]) -> str:
    """How the cells of a column are written."""
    kinds: tuple[tuple[Any, str], ...] = (
        (UtcTime, "moment"),
        (Boolean, "flag"),
        (Integer, "number"),
        (JSON, "json"),
        (LargeBinary, "file"),
    )
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "text")


def type_told(column: dict[str, Any]) -> str:
    """A type in words."""
    letters = column["letters_max"]
    words = column["type"] if letters is None else f"{column['type']}, at most {letters}"
    words += ", or none" if column["may_be_none"] else ""
    return words + (f" → `{column['points_at']}`" if column["points_at"] else "")


def in_a_cell(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split()).replace("|", "\\|")


def column_words(record: type[Any]) -> dict[str, str]:
    """What stands below each column of a record, as in `\"\"\"安全在庫: …\"\"\"`."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(record))).body
    assert isinstance(tree, ast.ClassDef)
    return dict(words_below(tree.body))


def words_below(body: Sequence[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Each name with the words that follow it."""
    for before, after in pairwise(body):
        if (
            isinstance(before, ast.AnnAssign)
            and isinstance(before.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            yield before.target.id, inspect.cleandoc(str(after.value.value))
