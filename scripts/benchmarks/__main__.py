"""`scripts/bench NAME`: run one benchmark."""

import click

from scripts.benchmarks.live import bench_live
from scripts.benchmarks.scans import bench_scans


@click.group()
def bench() -> None:
    """Measure Tanaban on this machine. Figures are ratios to what bounds them, in one run."""


@bench.command()
@click.option("--database", type=click.Choice(["sqlite", "postgresql", "both"]), default="both")
@click.option("--seconds", type=click.FloatRange(1, 60), default=6.0)
def scans(database: str, seconds: float) -> None:
    """Scan commits a second, one and sixteen clients."""
    kinds = ["sqlite", "postgresql"] if database == "both" else [database]
    bench_scans(kinds, seconds)


@bench.command()
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite")
@click.option("--handhelds", type=click.IntRange(20, 2000), multiple=True, default=(200, 1000))
@click.option("--seconds", type=click.FloatRange(2, 60), default=10.0)
def live(database: str, handhelds: tuple[int, ...], seconds: float) -> None:
    """How long a commit takes to its handheld and to every board; how fast all are back."""
    bench_live(database, list(handhelds), seconds)


bench()
