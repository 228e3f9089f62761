"""`scripts/bench NAME`: run one benchmark."""

import click

from scripts.benchmarks.drain import bench_drain
from scripts.benchmarks.exchange import bench_exchange
from scripts.benchmarks.exchange_imports import ROWS, bench_imports
from scripts.benchmarks.exchange_webhooks import bench_webhooks
from scripts.benchmarks.handheld import bench_handheld
from scripts.benchmarks.kills import bench_kills
from scripts.benchmarks.live import bench_live
from scripts.benchmarks.rules import bench_rules
from scripts.benchmarks.scans import bench_scans
from scripts.benchmarks.stock import bench_stock

DATABASES = ["sqlite", "postgresql"]
on_database = click.option("--database", type=click.Choice([*DATABASES, "both"]), default="both")


@click.group()
def bench() -> None:
    """Measure Tanaban on this machine. Figures are ratios to what bounds them, in one run."""


@bench.command()
@on_database
@click.option("--seconds", type=click.FloatRange(1, 60), default=6.0)
def scans(database: str, seconds: float) -> None:
    """Scan commits a second, one and sixteen clients."""
    bench_scans(named(database), seconds)


@bench.command()
@on_database
@click.option("--handhelds", type=click.IntRange(20, 3_000), multiple=True, default=(200, 1_000))
@click.option("--seconds", type=click.FloatRange(2, 600), default=15.0)
def live(database: str, handhelds: tuple[int, ...], seconds: float) -> None:
    """How soon every screen knows of a scan, and how soon all are back after a break."""
    bench_live(named(database), list(handhelds), seconds)


@bench.command()
@click.option("--sitting", type=click.IntRange(500, 100_000), default=20_000)
def handheld(sitting: int) -> None:
    """What a scan costs a handheld, and a whole sitting of them. Needs a built PWA."""
    bench_handheld(sitting)


@bench.command()
@click.option("--kills", type=click.IntRange(1, 1_000), default=30)
def kills(kills: int) -> None:
    """What a handheld whose browser is killed in mid-scan has lost. Needs a built PWA."""
    bench_kills(kills)


@bench.command()
@on_database
def drain(database: str) -> None:
    """How soon 5,000 scans made without a network are in, from one handheld and from fifty."""
    for kind in named(database):
        bench_drain(kind)


@bench.command()
@click.option("--rules", type=click.IntRange(10, 1_000), default=200)
def rules(rules: int) -> None:
    """What 10,000 orders and 200 rules take, beside the same rules written by hand in Python."""
    if not bench_rules(rules):
        raise SystemExit(1)


@bench.command()
@on_database
@click.option("--seconds", type=click.FloatRange(1, 60), default=4.0)
def stock(database: str, seconds: float) -> None:
    """What promising stock takes, and scans and fsck beside a long ledger."""
    if not bench_stock(named(database), seconds):
        raise SystemExit(1)


@bench.command()
@on_database
@click.option("--rows", type=click.IntRange(100, 500_000), default=ROWS)
def exchange_imports(database: str, rows: int) -> None:
    """How soon an order file of 100,000 rows is stored orders, and how much memory that takes."""
    if not bench_imports(named(database), rows):
        raise SystemExit(1)


@bench.command()
@on_database
@click.option("--events", type=click.IntRange(2, 200), default=20)
@click.option("--only", type=click.Choice(["out", "in"]), help="One direction only.")
def exchange(database: str, events: int, only: str | None) -> None:
    """How soon fifty shops hear of an event by webhook; a thousand webhooks of one shop at once."""
    is_good = only == "in" or bench_exchange(named(database), events)
    if not (only == "out" or bench_webhooks(named(database))) or not is_good:
        raise SystemExit(1)


def named(database: str) -> list[str]:
    """The databases to measure."""
    return DATABASES if database == "both" else [database]


bench()
