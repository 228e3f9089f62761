"""A file of customers with terms of their own: whose goods must be fresher, or of one lot. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from server.exchange.masters.reading import (
    Column,
    MasterFile,
    MasterRow,
    read_count,
    read_table,
    read_words,
    read_yes,
)
from server.exchange.order_files import FileRefused, Problem
from server.exchange.order_files.cells import narrow, read_phone
from server.exchange.order_files.problems import Unreadable

DAYS_MAX: Final = 3650


def read_mail(text: str, zone: ZoneInfo) -> str | Unreadable:
    """A mail address."""
    read = read_words(narrow(text), zone)
    if isinstance(read, Unreadable):
        return read
    name, at, house = read.partition("@")
    return read if name and at and house else Unreadable("mail_unreadable")


def read_days(text: str, zone: ZoneInfo) -> int | Unreadable:
    """A number of days, at most ten years."""
    days = read_count(text, zone)
    if isinstance(days, Unreadable):
        return days
    return days if days <= DAYS_MAX else Unreadable("number_too_large")


COLUMNS: Final[Mapping[str, Column]] = {
    "name": Column(("呼び名", "お客様名", "顧客名", "得意先名", "name"), read_words, 60, True),
    "mail": Column(
        ("メールアドレス", "注文者メールアドレス", "customer_mail", "mail", "email"), read_mail, 254
    ),
    "phone": Column(("電話番号", "注文者電話番号", "customer_phone", "phone"), read_phone, 40),
    "least_days_left": Column(("残日数", "期限の残日数", "least_days_left"), read_days),
    "never_older": Column(("日付逆転の禁止", "日付逆転禁止", "never_older"), read_yes),
    "keeps_one_lot": Column(("ロットを混ぜない", "1ロット", "keeps_one_lot"), read_yes),
}
"""How files name what is kept of a customer; mail and phone only make the keyed hash."""
TERMS: Final = ("name", "least_days_left", "never_older", "keeps_one_lot")
BLANK: Final[Mapping[str, Any]] = {
    "least_days_left": 0,
    "never_older": False,
    "keeps_one_lot": False,
}


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer as the file says it."""

    row: int
    told: Mapping[str, Any]
    """By the names in `TERMS`."""
    mail: str
    phone: str


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """What a file says, and what is wrong with other rows."""

    file: MasterFile
    customers: tuple[CustomerDraft, ...]
    problems: tuple[Problem, ...]


def read_customers(content: bytes) -> CustomerFile | FileRefused:
    """Read a file of customers."""
    file = read_table(content, COLUMNS)
    if isinstance(file, FileRefused):
        return file
    rows = [draft_of(file, row) for row in file.rows]
    return CustomerFile(
        file,
        tuple(row for row in rows if isinstance(row, CustomerDraft)),
        tuple(problem for row in rows if isinstance(row, list) for problem in row),
    )


def draft_of(file: MasterFile, row: MasterRow) -> CustomerDraft | list[Problem]:
    """The customer of a row; or what is wrong with it."""
    if row.problems:
        return list(row.problems)
    mail, phone = row.told.get("mail", ""), row.told.get("phone", "")
    if not mail and not phone:
        return [file.problem(row.row, "", "contact_missing", "")]
    told = {name: row.told[name] for name in TERMS if name in row.told}
    return CustomerDraft(row.row, told, mail, phone)


def verdict_on(draft: CustomerDraft, known: Mapping[str, Any] | None) -> str:
    """`new`, `changed` or `same`."""
    if known is None:
        return "new"
    return "changed" if any(known[name] != told for name, told in draft.told.items()) else "same"
