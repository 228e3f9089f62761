"""`scripts/bench NAME`: run one benchmark."""

import click

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


bench()
