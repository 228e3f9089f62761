"""Composes the rooms; the only floor that opens every door."""

from server.app.composition import create_app
from server.app.safety import refuse_unsafe_database

__all__ = ["create_app", "refuse_unsafe_database"]
