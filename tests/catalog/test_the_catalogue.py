"""Shops, carriers and pictures."""

from datetime import datetime

from server.catalog.records import ProductPicture
from server.foundation import WAREHOUSE_TIME, today
from tests.makers import World


def test_a_carrier_is_listed_with_todays_cut_off_in_the_warehouses_time(world: World) -> None:
    shop_id, office = world.shop_id, world.office("supervisor")
    assert shop_id
    assert office.get("/shops").json["shops"] == [
        {"code": "mori-main", "name": "mori-main", "carrier": "yamato"}
    ]
    carrier = office.get("/carriers").json["carriers"][0]
    assert carrier["name"] == {"ja": "ヤマト運輸", "en": "Yamato"}
    cutoff = datetime.fromisoformat(carrier["cutoff_at"]).astimezone(WAREHOUSE_TIME)
    assert cutoff.strftime("%Y-%m-%d %H:%M") == f"{today()} 18:00"


def test_a_picture_may_be_kept_for_ever_under_the_address_of_its_version(world: World) -> None:
    tee, handheld = world.product(), world.device()
    with world.transaction() as session:
        session.add(
            ProductPicture(
                product_id=tee.id, media_type="image/svg+xml", content=b"<svg/>", digest="abc"
            )
        )
    kept = handheld.get(f"/products/{tee.id}/picture", v="abc")
    assert (kept.data, kept.mimetype) == (b"<svg/>", "image/svg+xml")
    assert "immutable" in kept.headers["Cache-Control"]
    assert "sandbox" in kept.headers["Content-Security-Policy"]
    assert "immutable" not in handheld.get(f"/products/{tee.id}/picture").headers["Cache-Control"]


def test_a_product_without_a_picture_has_none(world: World) -> None:
    answer = world.device().get("/products/999/picture")
    assert (answer.status_code, answer.json["code"]) == (404, "picture_unknown")
