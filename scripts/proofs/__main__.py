"""`scripts/prove NAME`: run one proof."""

import click

from scripts.proofs.files import prove_files
from scripts.proofs.flyers import DOORS, prove_flyers
from scripts.proofs.mutants import prove_mutants
from scripts.proofs.stock import prove_races, prove_stock

DATABASES = ("sqlite", "postgresql")


@click.group()
def prove() -> None:
    """Prove by long runs what the tests do briefly."""


@prove.command()
@click.option("--database", type=click.Choice([*DATABASES]), default="sqlite")
@click.option("--steps", type=click.IntRange(1, 10_000_000), default=20_000)
@click.option("--seed", type=click.IntRange(0), default=1)
@click.option("--every", type=click.IntRange(1), default=20)
def stock(database: str, steps: int, seed: int, every: int) -> None:
    """Let people do whatever they like in a house with too little, and look at the books."""
    if not prove_stock(database, steps, seed, every):
        raise SystemExit(1)


@prove.command()
@click.option("--database", type=click.Choice([*DATABASES]), default="sqlite")
@click.option("--rounds", type=click.IntRange(1, 100_000), default=1_000)
@click.option("--seed", type=click.IntRange(0), default=1)
def races(database: str, rounds: int, seed: int) -> None:
    """Race sixteen people for scarce stock: nothing is promised twice."""
    if not prove_races(database, rounds, seed):
        raise SystemExit(1)


@prove.command()
@click.option("--database", type=click.Choice([*DATABASES]), default="sqlite")
@click.option("--orders", type=click.IntRange(1, 10_000_000), default=1_200)
@click.option("--seed", type=click.IntRange(0), default=1)
@click.option("--wrong-percent", type=click.IntRange(0, 100), default=1)
@click.option("--door", type=click.Choice([*DOORS]), default="together")
def flyers(database: str, orders: int, seed: int, wrong_percent: int, door: str) -> None:
    """Pack parcels among wrong scans: each gets exactly the flyers that a list by hand says."""
    if not prove_flyers(database, orders, seed, wrong_percent, door):
        raise SystemExit(1)


@prove.command()
@click.option("--database", type=click.Choice([*DATABASES]), default="sqlite")
@click.option("--read", type=click.IntRange(0, 100_000_000), default=20_000)
@click.option("--imports", type=click.IntRange(0, 1_000_000), default=500)
@click.option("--addresses", type=click.IntRange(0, 1_000_000), default=10_000)
@click.option("--seed", type=click.IntRange(0), default=1)
def files(database: str, read: int, imports: int, addresses: int, seed: int) -> None:
    """Break order files in every way, and write addresses that are hard to write."""
    if not prove_files(database, read, imports, addresses, seed):
        raise SystemExit(1)


@prove.command()
@click.option("--only", help="Those whose name has this in it.")
def mutants(only: str | None) -> None:
    """Make rules of stock wrong one by one; the tests notice each."""
    if not prove_mutants(only):
        raise SystemExit(1)


prove()
