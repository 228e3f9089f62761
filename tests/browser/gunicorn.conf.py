"""The product's gunicorn, which loads the application once for the servers of all journeys.

Each journey has a server of its own, forked from this one. Reading the application anew took more
of the processor than most journeys do.
"""

import runpy
from pathlib import Path

from gevent import monkey

# The worker would patch only after the application is there.
monkey.patch_all()

ROOT = Path(__file__).resolve().parent.parent.parent
globals().update(
    {
        name: value
        for name, value in runpy.run_path(str(ROOT / "gunicorn.conf.py")).items()
        if not name.startswith("__")
    }
)

preload_app = True
timeout = 0  # between two journeys the last one's server stands still
