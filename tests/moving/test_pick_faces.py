"""The office says which shelves people pick from, and between which counts they are kept."""

from typing import Any

import pytest

from server.vocabulary import label_of
from tests.makers import World


def face(**other: Any) -> dict[str, Any]:
    """TEE-M is picked from A-01-03, between 2 and 12 pieces; but for what is said otherwise."""
    return {
        "place": "A-01-03",
        "owner": "MORI",
        "product": "TEE-M",
        "least_pieces": 2,
        "most_pieces": 12,
        **other,
    }


def test_a_shelf_becomes_one_that_people_pick_from_and_ends_to_be(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    office = world.office("supervisor")
    assert office.post("/stock/faces", face()).status_code == 204
    (row,) = office.get("/stock/faces").get_json()["faces"]
    assert (row["place"], row["sku"], row["owner"]) == ("A-01-03", "TEE-M", "MORI")
    assert (row["least_pieces"], row["most_pieces"], row["on_hand_pieces"]) == (2, 12, 5)
    # Said again, by label and barcode, it is changed and not doubled.
    again = face(place=label_of("L-A-01-03"), product=tee.jan, most_pieces=20)
    assert office.post("/stock/faces", again).status_code == 204
    (row,) = office.get("/stock/faces").get_json()["faces"]
    assert row["most_pieces"] == 20
    where = f"/stock/faces/{row['place_id']}/{row['product']}"
    assert office.delete(where).status_code == 204
    assert office.get("/stock/faces").get_json()["faces"] == []
    assert office.delete(where).get_json()["code"] == "face_unknown"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"place": "Z-99-99"}, "place_unknown"),
        ({"place": "T-0001"}, "place_unknown"),
        ({"place": "IN-01"}, "takes_no_goods"),
        ({"owner": "NOBODY"}, "owner_unknown"),
        ({"product": "NOTHING"}, "product_unknown"),
        ({"least_pieces": 12}, "most_below_least"),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_refused_and_said(
    world: World, said: dict[str, Any], code: str
) -> None:
    world.product("TEE-M", stock={"A-01-03": 5})
    world.place("IN-01", kind="dock")
    office = world.office("supervisor")
    assert office.post("/stock/faces", face(**said)).get_json()["code"] == code
    assert office.get("/stock/faces").get_json()["faces"] == []
