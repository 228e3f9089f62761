"""The application as it is served, and beside it one route that does nothing: the measure of it."""

from server.app import create_app
from server.foundation import allow

app = create_app()


@app.get("/empty")
@allow.anyone
def empty() -> str:
    """Nothing."""
    return ""
