"""The statements of every scan: compiled once, with all rows of a group handed over in one go.

SQLAlchemy takes longer to hand over sixteen rows than SQLite to write them, and on PostgreSQL each
row is a message of its own. So these statements are compiled once. On SQLite their rows go to the
driver's `executemany`. On PostgreSQL they travel as one JSON text, and writes that nobody waits for
travel together, in one statement, before the next question or the commit: the order is kept, only
the waiting is shared.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Dialect,
    Engine,
    FromClause,
    String,
    Table,
    bindparam,
    column,
    event,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

Row = Mapping[str, Any]
Types = Mapping[str, TypeEngine[Any]]
Processors = Sequence[tuple[int, Callable[[Any], Any]]]
WAITING = "writes that wait for the next question or the commit"


class Rows:
    """The rows a statement is made for: `rows.name` is the value of this name in each of them."""

    def __init__(self, dialect: str, types: Types, table: FromClause | None) -> None:
        """The rows come as a table; or, where it is None, one after the other as parameters."""
        self._dialect = dialect
        self._types = types
        self._table = table

    def __getattr__(self, name: str) -> Any:
        """The value of this name in each row."""
        if self._table is not None:
            return self._table.c[name]
        return bindparam(f"of_{name}", type_=self._types[name])

    @property
    def count(self) -> Any:
        """How many rows there are."""
        assert self._table is not None, "rows that come one after the other cannot be counted"
        return select(func.count()).select_from(self._table).scalar_subquery()

    def insert_into(self, table: Table) -> Any:
        """An INSERT of every value into the column of its name."""
        build = (sqlite if self._dialect == "sqlite" else postgresql).insert(table).inline()
        values = {name: getattr(self, name) for name in self._types}
        if self._table is None:
            return build.values(values)
        # Without a WHERE, SQLite takes ON CONFLICT for the condition of a join.
        source = select(*values.values()).where(true())
        return build.from_select(list(values), source, include_defaults=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A statement as one database takes it."""

    sql: str
    target: str
    """The table it writes to; empty for a question."""
    is_alone: bool
    """It reads what others write, so it cannot be one statement with them."""
    names: tuple[str, ...]
    """The values of a row, in the order of the parameters or of the columns of the JSON."""
    writers: Processors
    readers: Processors
    found: Callable[..., Any]
    """Makes a named tuple of what was found."""

    def tuples(self, rows: Sequence[Row]) -> Sequence[tuple[Any, ...]]:
        """Rows as SQLite's driver takes them."""
        if len(self.names) == 1:
            return [(row[self.names[0]],) for row in rows]
        return processed(list(map(itemgetter(*self.names), rows)), self.writers)

    def read(self, found: Sequence[Any]) -> list[Any]:
        """What the driver returned, as Python has it, by name."""
        return list(starmap(self.found, processed(found, self.readers)))


def processed(rows: Sequence[Any], processors: Processors) -> Sequence[Any]:
    """Rows with the values changed that the database has in another form than Python."""
    if not processors:
        return rows
    made = []
    for row in rows:
        values = list(row)
        for nth, process in processors:
            values[nth] = process(values[nth])
        made.append(tuple(values))
    return made


class Prepared:
    """A statement over many rows.

        WRITE_LINES = Prepared(
            {"line": int, "picked": int},
            lambda rows: update(LINE).where(LINE.c.id == rows.line).values(pieces=rows.picked),
        )
        WRITE_LINES.write(session, [{"line": 7, "picked": 2}])

    Each row holds every name, with the value as Python has it.
    """

    def __init__(
        self,
        columns: Mapping[str, type[int] | type[str] | ColumnElement[Any]],
        make: Callable[[Rows], Any],
    ) -> None:
        """Say what a row holds, and how the statement is made of rows.

        Args:
            columns: name → int, str, or the column whose type it has.
            make: called once for each database.
        """
        self._columns = columns
        self._make = make
        self._forms: dict[tuple[str, bool], Form] = {}

    @staticmethod
    def insert(table: Table, *names: str) -> "Prepared":
        """An INSERT of these columns, or of all."""
        return Prepared(columns_of(table, *names), lambda rows: rows.insert_into(table))

    def write(self, session: Session, rows: Sequence[Row]) -> None:
        """Run it for its effect alone.

        On PostgreSQL it waits for the next question or the commit, and what it violates is raised
        there. A statement must then read no other table than the one it writes.
        """
        if not rows:
            return
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            form = self._form(connection.dialect, as_table=False)
            run(connection, form.sql, form.tuples(rows), is_many=True)
            return
        last = Waiting(self._form(connection.dialect, as_table=True), orjson.dumps(rows).decode())
        connection.info[WAITING] = [*what_can_wait_for(last, connection), last]

    def ask(self, session: Session, rows: Sequence[Row]) -> list[Any]:
        """Run it for what it returns: a tuple for each row that was found or changed."""
        if not rows:
            return []
        connection = session.connection()
        form = self._form(connection.dialect, as_table=True)
        if connection.dialect.name == "sqlite":
            given = orjson.dumps(form.tuples(rows)).decode()
            return form.read(run(connection, form.sql, (given,)).fetchall())
        last = Waiting(form, orjson.dumps(rows).decode())
        before = what_can_wait_for(last, connection)
        connection.info[WAITING] = []
        return form.read(run_in_one(connection, [*before, last]).fetchall())

    def _form(self, dialect: Dialect, *, as_table: bool) -> Form:
        """The statement as this database takes it."""
        known = self._forms.get((dialect.name, as_table))
        if known is None:
            known = self._forms[dialect.name, as_table] = self._compile(dialect, as_table=as_table)
        return known

    def _compile(self, dialect: Dialect, *, as_table: bool) -> Form:
        # Not earlier: a foreign key has no type before all tables are known.
        types = {name: type_of(kind) for name, kind in self._columns.items()}
        table = table_of_rows(dialect.name, types) if as_table else None
        statement = self._make(Rows(dialect.name, types, table))
        compiled = statement.compile(dialect=dialect)
        ours = {"given"} if as_table else {f"of_{name}" for name in types}
        assert set(compiled.params) <= ours, f"write constants literally: {compiled.params}"
        in_order = compiled.positiontup if not as_table and compiled.positiontup else ()
        names = tuple(name.removeprefix("of_") for name in in_order) or tuple(types)
        return Form(
            sql=str(compiled),
            target=statement.table.name if statement.is_dml else "",
            is_alone=not statement.is_dml or str(compiled).startswith("WITH"),
            names=names,
            writers=processors(writer_of(types[name], dialect) for name in names),
            found=namedtuple(  # noqa: PYI024 - its names are known only now
                "Found", [one.key for one in statement.exported_columns]
            ),
            readers=processors(
                one.type.dialect_impl(dialect).result_processor(dialect, None)
                for one in statement.exported_columns
            ),
        )


def processors(found: Iterable[Callable[[Any], Any] | None]) -> Processors:
    """Those that there are, by their place in a row; most values are taken as they are."""
    return tuple((nth, process) for nth, process in enumerate(found) if process is not None)


def writer_of(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes of a value what the driver takes; booleans it takes as they are."""
    if isinstance(kind, Boolean):
        return None
    return kind.dialect_impl(dialect).bind_processor(dialect)


def columns_of(table: Table, *names: str) -> Mapping[str, ColumnElement[Any]]:
    """These columns of a table by their names, or all but an id that the database gives."""
    own = [one.name for one in table.columns if one is not table.autoincrement_column]
    return {name: table.c[name] for name in names or own}


def type_of(kind: type[int] | type[str] | ColumnElement[Any]) -> TypeEngine[Any]:
    """How a value is typed in the database."""
    if isinstance(kind, ColumnElement):
        return kind.type
    return BigInteger() if kind is int else String()


def table_of_rows(dialect: str, types: Types) -> FromClause:
    """The rows as a table named `given`, out of one JSON text."""
    if dialect == "sqlite":
        rows = func.json_each(bindparam("given", type_=String)).table_valued("value", name="rows")
        values = (
            func.json_extract(rows.c.value, literal_column(f"'$[{nth}]'"), type_=kind).label(name)
            for nth, (name, kind) in enumerate(types.items())
        )
        return select(*values).subquery("given")
    rows = (
        func.json_to_recordset(sql_cast(bindparam("given", type_=String), JSON))
        .table_valued(*(column(name, kind) for name, kind in types.items()), name="rows")
        .render_derived(with_types=True)
    )
    # Of a function the planner expects a hundred rows, and reads a table whole where it should
    # look rows up. Of a limit that it cannot know it expects a tenth of them; and as it can never
    # know it better, it plans once and not every time anew.
    as_many_as_there_are = select(literal_column("1000000")).scalar_subquery()
    return select(*rows.c).limit(as_many_as_there_are).subquery("given")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A write that waits: its statement, and its rows as JSON."""

    form: Form
    given: str


def what_can_wait_for(last: Waiting, connection: Connection) -> list[Waiting]:
    """The writes that can go into one statement with this one; where they cannot, they are run.

    The parts of a statement do not see what the others do, and no two may change the same row.
    """
    waiting: list[Waiting] = connection.info[WAITING]
    targets = {one.form.target for one in waiting}
    if last.form.is_alone or last.form.target in targets:
        write_what_waits(connection)
        return []
    return waiting


def write_what_waits(connection: Connection) -> None:
    """Run the writes that wait."""
    waiting: list[Waiting] = connection.info.get(WAITING, [])
    if waiting:
        connection.info[WAITING] = []
        run_in_one(connection, waiting)


def run_in_one(connection: Connection, waiting: Sequence[Waiting]) -> DBAPICursor:
    """Run several writes as one statement; what the last one returns."""
    parameters = {f"given_{nth}": one.given for nth, one in enumerate(waiting)}
    return run(connection, in_one(tuple(one.form.sql for one in waiting)), parameters)


def run(connection: Connection, sql: str, given: Any, *, is_many: bool = False) -> DBAPICursor:
    """Hand a statement to the driver itself; SQLAlchemy's own way takes longer than SQLite does.

    Raises:
        sqlalchemy.exc.DBAPIError: as SQLAlchemy raises it.
    """
    raw = connection.connection
    cursor = raw.cursor()
    connection.dispatch.before_cursor_execute(connection, cursor, sql, given, None, is_many)
    dialect = connection.dialect
    errors = dialect.loaded_dbapi.Error
    try:
        (cursor.executemany if is_many else cursor.execute)(sql, given)
    except errors as error:
        is_gone = dialect.is_disconnect(error, raw.driver_connection, cursor)
        if is_gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql, given, error, errors, connection_invalidated=is_gone, dialect=dialect
        ) from error
    return cursor


@lru_cache
def in_one(statements: tuple[str, ...]) -> str:
    """Several writes to different tables as one statement."""
    *others, last = (
        sql.replace("%(given)s", f"%(given_{nth})s") for nth, sql in enumerate(statements)
    )
    if not others:
        return last
    return (
        "WITH "
        + ", ".join(f"write_{nth} AS ({sql})" for nth, sql in enumerate(others))
        + f" {last}"
    )


def listen_to_postgresql(engine: Engine) -> None:
    """Let writes wait until a transaction asks something or commits."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info[WAITING] = []

    @event.listens_for(engine, "before_cursor_execute")
    def before_the_next(connection: Connection, *_: Any) -> None:
        write_what_waits(connection)

    @event.listens_for(engine, "commit")
    def before_the_commit(connection: Connection) -> None:
        write_what_waits(connection)
