"""What the worker does for folders: our own disk in its turn, servers beside the queue."""

from flask import Flask

from server.exchange.folders.looking import look_into_all
from server.exchange.folders.servers import Rounds
from server.exchange.folders.writing_out import write_out_here
from server.foundation import beside_the_queue, each_minute


@each_minute
def look_into_folders() -> None:
    """Look into every watched folder of our own disk, and write into those that want files."""
    look_into_all()
    write_out_here()


@beside_the_queue
def go_round_servers(app: Flask) -> None:
    """Look into folders on servers; one that hangs keeps nobody else waiting."""
    Rounds(app).run()
