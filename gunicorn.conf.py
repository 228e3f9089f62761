"""How gunicorn serves Tanaban: one process, thousands of sockets.

More processes are more gunicorns behind a proxy, each with one worker: a socket then stays
where it was opened, and the load is spread evenly. They need PostgreSQL and REDIS_URL.
"""

import gc
import os
import resource
import sys
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

host = os.environ.get("TANABAN_HOST") or "127.0.0.1"
port = os.environ.get("TANABAN_PORT") or "8080"
bind = [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]

certfile = os.environ.get("TANABAN_CERTIFICATE") or None
keyfile = os.environ.get("TANABAN_KEY") or None

wsgi_app = "wsgi:app"
proc_name = "tanaban"
worker_class = "gevent_pywsgi"
workers = 1
worker_connections = 4000  # the default of 1000 leaves the next handheld hanging
backlog = 4096
keepalive = 75
timeout = 60
graceful_timeout = 5

# The heartbeat of a worker is a file: on a busy disk it must not wait.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True

accesslog = None  # the application logs its requests, without personal data
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info").lower()

# A socket takes two file descriptors.
FILES_WANTED = 2 * worker_connections + 500
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
if soft != resource.RLIM_INFINITY and soft < FILES_WANTED:
    allowed = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def post_worker_init(worker: Worker) -> None:
    """Take no request before the database is known to keep what it acknowledges."""
    from server.app import refuse_unsafe_database  # noqa: PLC0415 - after gevent's patches
    from server.settings import UnsafeSettings  # noqa: PLC0415

    try:
        refuse_unsafe_database(worker.wsgi)
    except UnsafeSettings as unsafe:
        worker.log.critical("%s", unsafe)
        sys.exit(Arbiter.WORKER_BOOT_ERROR)
    # What is loaded by now stays for ever: looking through it for garbage would stop every scan
    # for a tenth of a second, now and then.
    gc.collect()
    gc.freeze()
