"""The door that gunicorn and the flask command open."""

import os

from scripts.demo_warehouse.command import demo
from scripts.settings_file import read_settings
from server.app import create_app
from server.settings import Settings

app = create_app(Settings.from_environment({**read_settings(), **os.environ}))
app.cli.add_command(demo)
