"""What was seen, beside what was reported: a photo of the empty shelf, of the torn box."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.boards.board import exceptions
from server.foundation import now
from server.tasks.decisions import PHOTO_BYTES_MAX, bare_photo
from server.tasks.photos import forget_photos
from server.tasks.records import FloorException
from tests.floor import Worker
from tests.makers import MadeProduct, World
from tests.scans.test_taking_back import picker_with_cart
from tests.scans.test_the_first_parcel import set_up_floor


def segment(marker: int, content: bytes) -> bytes:
    """A part of a JPEG: its marker, its length, what is in it."""
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def jpeg(
    *, width: int = 640, height: int = 480, notes: bytes = b"", picture: bytes = b"x"
) -> bytes:
    """The bones of a photo of that size, with what the camera has written beside it."""
    frame = b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x01\x01\x11\x00"
    beside = segment(0xE1, notes) if notes else b""
    return (
        b"\xff\xd8"
        + beside
        + segment(0xE0, b"JFIF\x00")
        + segment(0xC0, frame)
        + segment(0xDA, b"\x01")
        + picture
        + b"\xff\xd9"
    )


@pytest.fixture
def tee(world: World) -> MadeProduct:
    set_up_floor(world)
    return world.product("TEE-M", stock={"A-01-03": 5})


def reported_short(world: World, tee: MadeProduct) -> tuple[Worker, str]:
    """A picker who has just said that the shelf is empty, and the scan that said so."""
    picker = picker_with_cart(world, [(tee, 1)])
    event_id = picker.scan(command="X-SHORT-NONE")["event_id"]
    return picker, event_id


def hand_in(picker: Worker, event_id: str, content: bytes) -> TestResponse:
    """POST the photo of a scan."""
    return picker.screen.client.post(
        f"/api/v1/scans/{event_id}/photo",
        data={"file": (BytesIO(content), "photo.jpg")},
        content_type="multipart/form-data",
    )


def told(world: World) -> Any:
    """The only exception on the board."""
    with world.reading() as session:
        (found,) = exceptions(session, now())
    return found


def test_a_supervisor_sees_what_the_picker_saw(world: World, tee: MadeProduct) -> None:
    picker, event_id = reported_short(world, tee)
    assert told(world)["photo"] is None
    assert hand_in(picker, event_id, jpeg()).status_code == 204
    supervisor = world.office("supervisor")
    address = told(world)["photo"]
    shown = supervisor.client.get(address)
    assert (shown.status_code, shown.mimetype, shown.data) == (200, "image/jpeg", jpeg())
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown.headers["Cache-Control"]
    assert picker.screen.client.get(address).status_code == 403


def test_what_the_camera_wrote_beside_the_picture_is_not_kept(
    world: World, tee: MadeProduct
) -> None:
    picker, event_id = reported_short(world, tee)
    assert hand_in(picker, event_id, jpeg(notes=b"Exif 35.6812 139.7671")).status_code == 204
    shown = world.office("supervisor").client.get(told(world)["photo"])
    assert shown.data == jpeg()


def test_the_same_photo_again_changes_nothing_and_another_takes_its_place(
    world: World, tee: MadeProduct
) -> None:
    picker, event_id = reported_short(world, tee)
    for content in (jpeg(), jpeg(), jpeg(picture=b"sharper")):
        assert hand_in(picker, event_id, content).status_code == 204
    feed = world.office("supervisor").get("/feed", after=0, limit=500).get_json()["notices"]
    assert [one["kind"] for one in feed].count("exception_photo") == 2
    shown = world.office("supervisor").client.get(told(world)["photo"])
    assert shown.data == jpeg(picture=b"sharper")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg/>",
        jpeg()[:-2],
        jpeg(width=5_000),
        jpeg(height=0),
        jpeg(picture=b"x" * PHOTO_BYTES_MAX),
        b"\xff\xd8" + segment(0xDA, b"\x01") + b"no size\xff\xd9",
        b"\xff\xd8\xff\xc0\xff\xff cut off\xff\xd9",
    ],
    ids=["nothing", "no jpeg", "half", "wide", "flat", "heavy", "sizeless", "torn"],
)
def test_what_is_no_photo_is_not_kept(world: World, tee: MadeProduct, content: bytes) -> None:
    picker, event_id = reported_short(world, tee)
    answer = hand_in(picker, event_id, content)
    assert (answer.status_code, answer.json["code"]) == (422, "photo_unreadable")
    assert told(world)["photo"] is None


def test_a_photo_belongs_to_the_device_that_has_reported(world: World, tee: MadeProduct) -> None:
    picker, event_id = reported_short(world, tee)
    other = Worker(world.handheld())
    calm = picker.sent[0]["event_id"]
    unknown = "0192f7a0-0000-7000-8000-000000000000"
    for worker, about in ((other, event_id), (picker, calm), (picker, unknown)):
        answer = hand_in(worker, about, jpeg())
        assert (answer.status_code, answer.json["code"]) == (404, "exception_unknown")


def test_a_photo_is_let_go_long_after_the_decision(world: World, tee: MadeProduct) -> None:
    picker, event_id = reported_short(world, tee)
    hand_in(picker, event_id, jpeg())
    with world.transaction() as session:
        assert forget_photos(session, kept_days=90) == 0
        session.query(FloorException).one().resolved_at = now() - timedelta(days=89)
    with world.transaction() as session:
        assert forget_photos(session, kept_days=90) == 0
        assert forget_photos(session, kept_days=88) == 1


def test_a_photo_of_a_real_camera_is_kept_as_it_is() -> None:
    assert bare_photo(jpeg()) == jpeg()
