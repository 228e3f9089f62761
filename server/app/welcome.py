"""The first page of Tanaban: what a person reads in the terminal after starting it."""

import json
import textwrap
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from sqlalchemy.orm import Session

from server import devices, people
from server.foundation import transaction
from server.settings import VERSION, Settings
from server.vocabulary import code_of_label

HANDHELD_MAY_COME_IN = timedelta(hours=24)
DEMO_PEOPLE = "demo_people.json"
"""Written by the demo's loader into the keeping folder: name, role, badge (its label), PIN."""
PAGES = (
    ("ハンディ", "handheld", "/"),
    ("梱包", "packing", "/pack"),
    ("ボード", "board", "/board"),
    ("事務所", "office", "/office"),
    ("API", "for programs", "/docs"),
)


def print_welcome(page: Console) -> None:
    """Say everything a new user needs to go on."""
    settings: Settings = current_app.extensions["settings"]
    demo = demo_people(settings.keeping)
    with transaction() as session:
        link = administrator_link(session, settings, demo)
        opened = devices.open_enrolment(session, kind="handheld", lasting=HANDHELD_MAY_COME_IN)
    page.print(Padding(Text(f"たなばん  Tanaban {VERSION}", style="bold"), (1, 2)))
    page.print(addresses(settings.public_origin))
    if link is not None:
        section(page, "最初の管理者を登録する", "make the first administrator: once, within 24 h")
        section_link(page, link)
    if demo:
        section(page, "デモの担当者", "the people of the demo log in with these on a handheld")
        page.print(crew(demo))
    section(page, "ハンディを登録する", "let a handheld in by its camera: one, within 24 h")
    enrolment = f"{settings.public_origin}/enrol#{opened.code}"
    section_link(page, enrolment)
    page.file.write(textwrap.indent(devices.link_in_terminal(enrolment), "    "))


def section(page: Console, japanese: str, english: str) -> None:
    """A heading in both languages."""
    page.print(Padding(Text.assemble((japanese, "bold"), (f"   {english}", "dim")), (1, 0, 0, 2)))


def section_link(page: Console, link: str) -> None:
    """A link on a line of its own, never broken: it is to be clicked or copied."""
    page.print(Text(f"    {link}", style="cyan"), soft_wrap=True)


def administrator_link(
    session: Session, settings: Settings, demo: list[dict[str, Any]]
) -> str | None:
    """A fresh one-time link, until somebody who is not of the demo administers this warehouse."""
    of_demo = {code_of_label(person["badge"]) for person in demo}
    if any(card.badge not in of_demo for card in people.administrators(session)):
        people.withdraw_invitations(session)
        return None
    return f"{settings.public_origin}/welcome#{people.invite(session)}"


def demo_people(keeping: Path) -> list[dict[str, Any]]:
    """The people of the demo warehouse; none where it was not loaded."""
    path = keeping / DEMO_PEOPLE
    if not path.is_file():
        return []
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def addresses(origin: str) -> Table:
    """Which page is for what."""
    table = Table(box=None, show_header=False, padding=(0, 2))
    for japanese, english, path in PAGES:
        link = Text(f"{origin}{path}", style="cyan", no_wrap=True)
        table.add_row(japanese, Text(english, style="dim"), link)
    return table


def crew(demo: list[dict[str, Any]]) -> Table:
    """Who may come in, and with what."""
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for title in ("名前 name", "役割 role", "バッジ badge", "PIN"):
        table.add_column(title)
    for person in demo:
        table.add_row(
            person["name"],
            person["role"],
            Text(person["badge"], style="bold", no_wrap=True),
            Text(person["pin"], style="bold"),
        )
    return table
