"""`python -m scripts.demo_warehouse load`: the same without the flask command."""

from scripts.demo_warehouse.command import demo
from wsgi import app

with app.app_context():
    demo(prog_name="python -m scripts.demo_warehouse")
