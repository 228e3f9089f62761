"""What an operator does about people from the command line."""

import click
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from server.foundation import ROLES, transaction
from server.people.actions import hire
from server.people.decisions import (
    OFFICE_ROLES,
    PASSWORD_CHARACTERS_MIN,
    badge_of,
    is_pin,
    is_weak_pin,
)
from server.people.queries import person_cards
from server.vocabulary import label_of

commands = AppGroup("people", help="Who works here.")


@commands.command("add")
@click.option("--name", prompt=True, help="As colleagues know them.")
@click.option("--role", type=click.Choice(ROLES), prompt=True)
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
@click.option("--badge", help="The badge's label or code; a new one when left out.")
@click.option("--login", help="Login name for the office.")
def add(name: str, role: str, language: str, badge: str | None, login: str | None) -> None:
    """Add a person; PIN and password are asked for and not shown."""
    badge_code = badge_of(badge) if badge else None
    if badge and badge_code is None:
        raise click.BadParameter("not the label of a badge", param_hint="--badge")
    pin = click.prompt("PIN (4 to 8 digits)", hide_input=True, confirmation_prompt=True)
    if not is_pin(pin) or is_weak_pin(pin):
        raise click.ClickException("Take another PIN: 4 to 8 digits, no run, not all the same.")
    password = None
    if login and role in OFFICE_ROLES:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        if len(password) < PASSWORD_CHARACTERS_MIN:
            raise click.ClickException(f"At least {PASSWORD_CHARACTERS_MIN} characters.")
    try:
        with transaction() as session:
            person_id = hire(
                session,
                name=name,
                role=role,
                language=language,
                badge=badge_code,
                pin=pin,
                login=login,
                password=password,
            )
            card = person_cards(session, [person_id])[person_id]
    except IntegrityError as error:
        raise click.ClickException("Somebody has this badge or login.") from error
    assert card.badge is not None
    click.echo(f"{card.name} ({card.role}): badge {label_of(card.badge)}")
