"""Codes of single flyers: given at planning, voided with their flyer, redeemed once."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from server import flyers
from server.boards.fsck_letters import codes_of_others, codes_that_lie
from server.catalog.records import Owner
from server.exchange.connections.records import Connection
from server.exchange.shop_apis.shopify.reading import brought, fetched
from server.flyers.codes import LETTERS, new_code, read_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, Redemption
from server.foundation import hash_token, now
from tests.exchange.files import shopify_file, shopify_order
from tests.exchange.shop_apis.shopify_shop import node_of, order_json
from tests.exchange.test_taking_in import bring_in
from tests.makers import Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor

KEY = "a-key-of-a-cart"


@given(st.from_regex("[0-9A-Z]{2,8}", fullmatch=True), st.randoms(), st.integers(0, 10))
def test_a_code_is_read_however_it_is_typed_and_one_wrong_letter_is_seen(
    prefix: str, chance: Any, nth: int
) -> None:
    code = new_code(prefix, chance.choice)
    assert read_code(code) == code
    assert read_code(f" {code.replace('-', ' ').lower()}\n") == code
    own = len(prefix) + 1 + nth
    other = LETTERS[(LETTERS.index(code[own]) + 1) % len(LETTERS)]
    assert read_code(code[:own] + other + code[own + 1 :]) is None


def test_what_is_no_code_is_none() -> None:
    for text in ("", "クーポン", "SPRING", "4901234567894", "A-23456789AB", "x" * 600):
        assert read_code(text) is None


@pytest.fixture
def office(world: World) -> Screen:
    """A desk in a house whose campaign gives each flyer a code; three orders got one."""
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 9})
    world.flyer("SPRING", pieces=3, code_prefix="SPRING", cost_yen_each=12)
    for nth in range(4):
        world.order((tee, 1), customer_key=f"customer-{nth}")
    desk = world.office()
    release(desk)
    with world.transaction() as session:
        session.add(connection(world.owner_id))
    return desk


def connection(owner_id: int) -> Connection:
    """A cart that has a key."""
    return Connection(
        owner_id=owner_id,
        name="本店",
        address="https://shop.example/hook",
        kinds=[],
        state="on",
        secret="whsec_x",
        key_hash=hash_token(KEY),
        failures_in_a_row=0,
        made_at=now(),
    )


def codes(world: World) -> list[str]:
    """The codes that were given."""
    with world.reading() as session:
        return list(session.scalars(select(FlyerCode.code).order_by(FlyerCode.insert_id)))


def tell(world: World, *claims: tuple[str, str], key: str = KEY) -> Any:
    """What a cart is answered."""
    body = {"redemptions": [{"code": code, "order_no": order} for code, order in claims]}
    headers = {"Authorization": f"Bearer {key}"}
    # No Origin: a cart is no browser.
    client = world.app.test_client()
    return client.post("/api/v1/campaigns/redemptions", json=body, headers=headers)


def outcomes(answer: Any) -> list[str]:
    """What became of each code."""
    assert answer.status_code == 200, answer.text
    return [one["outcome"] for one in answer.json["redemptions"]]


def test_each_parcel_gets_a_code_of_its_own_and_only_those_that_get_a_flyer(
    world: World, office: Screen
) -> None:
    assert office
    given = codes(world)
    assert len(set(given)) == 3
    assert all(code.startswith("SPRING-") and read_code(code) == code for code in given)


def test_a_cart_tells_codes_and_the_same_again_is_told_once(world: World, office: Screen) -> None:
    assert office
    one, two, _ = codes(world)
    said = tell(world, (one, "#1"), (one.lower(), "#1"), (one, "#2"), (two, "#3"))
    assert outcomes(said) == ["redeemed", "known", "code_used", "redeemed"]
    assert (said.json["redeemed"], said.json["known"], said.json["refused"]) == (2, 1, 1)
    assert said.json["redemptions"][0]["campaign"] == "SPRING"
    assert outcomes(tell(world, (one, "#1"), (two, "#9"))) == ["known", "code_used"]
    stranger = tell(world, (one, "#1"), key="no-such-key")
    assert (stranger.status_code, stranger.json["code"]) == (401, "key_unknown")


def test_unknown_foreign_voided_and_misread_codes_are_told_apart(
    world: World, office: Screen
) -> None:
    one, two, three = codes(world)
    person_id = world.person("supervisor")
    with world.transaction() as session:
        session.add(Owner(code="KAWA", name="川商店"))
        planned = session.scalars(select(FlyerInsert).order_by(FlyerInsert.id)).all()
        flyers.waive(session, planned[0].shipment_id, person_id=person_id)
        flyers.let_go(session, planned[1].shipment_id)
    unknown = new_code("SPRING")
    said = tell(world, (one, "#1"), (two, "#1"), (unknown, "#1"), ("SPRING-1", "#1"))
    assert outcomes(said) == ["code_voided", "code_voided", "code_unknown", "code_misread"]
    for owner, code, status, word in (
        ("KAWA", three, 404, "code_foreign"),
        ("MORI", one, 409, "code_voided"),
        ("MORI", unknown, 404, "code_unknown"),
        ("MORI", "x", 422, "code_misread"),
        ("NOBODY", three, 404, "owner_unknown"),
    ):
        refused = office.post(
            "/campaigns/redemptions/desk", {"owner": owner, "code": code, "order_no": "#1"}
        )
        assert (refused.status_code, refused.json["code"]) == (status, word), refused.text
    noted = office.post(
        "/campaigns/redemptions/desk", {"owner": "MORI", "code": three, "order_no": "#1"}
    )
    assert (noted.status_code, noted.json["outcome"]) == (200, "redeemed")


def hand_in(office: Screen, text: str) -> Any:
    """Hand in a file of a cart."""
    return office.client.post(
        "/api/v1/campaigns/redemptions/file",
        data={"owner": "MORI", "file": (BytesIO(text.encode("cp932")), "利用.csv")},
        content_type="multipart/form-data",
    )


def test_a_file_of_codes_is_noted_once_and_every_other_row_is_explained(
    world: World, office: Screen
) -> None:
    one, two, _ = codes(world)
    text = (
        "注文番号,クーポンコード,合計金額,注文日時\n"
        f'"#1",{one},"3,000円",2026-11-01 10:00\n'
        f'"#2",{two},,\n'
        f'"#3",{one},100,\n'
        ",SPRING-0,abc,\n"
        '"#5",nothing,,\n'
    )
    said = hand_in(office, text)
    assert said.status_code == 200, said.text
    assert (said.json["redeemed"], said.json["known"], said.json["refused"]) == (2, 0, 3)
    assert [(row["row"], row["column"], row["code"]) for row in said.json["rows"]] == [
        (4, "", "code_used"),
        (5, "注文番号", "cell_missing"),
        (5, "合計金額", "amount_unreadable"),
        (6, "", "code_misread"),
    ]
    again = hand_in(office, text).json
    assert (again["redeemed"], again["known"], again["refused"]) == (0, 2, 3)
    other = hand_in(office, "注文番号,金額\n1,2\n")
    assert (other.status_code, other.json["code"]) == (422, "missing_column")
    assert other.json["detail"]["columns"] == ["クーポンコード"]
    with world.transaction() as session:
        session.execute(update(FlyerInsert).values(inserted_pieces=1))
        campaign_id = session.scalars(select(Campaign.id)).one()
    told = office.get(f"/campaigns/{campaign_id}/report", owner="MORI").json
    with world.transaction() as session:
        session.execute(update(FlyerInsert).values(inserted_pieces=0))
    assert {
        name: told[name] for name in told if name.startswith(("with_", "redeemed", "cost"))
    } == {
        "with_codes": 3,
        "redeemed": 2,
        "redeemed_rate": pytest.approx(2 / 3),
        "redeemed_yen": 3_000,
        "cost_yen_each": 12,
        "cost_yen": 36,
        "cost_yen_per_redemption": 18,
    }
    assert (told["lift_yen_per_customer"], told["lift_yen"]) == (None, None)


def test_codes_that_stand_in_orders_are_redeemed_as_these_come_in(
    world: World, office: Screen
) -> None:
    good, twice, voided = codes(world)
    with world.transaction() as session:
        made = session.scalars(select(FlyerCode.insert_id).where(FlyerCode.code == voided)).one()
        flyers.let_go(session, session.get_one(FlyerInsert, made).shipment_id)
    told = {
        "#1": f"WELCOME10, {good.lower()}",
        "#2": twice,
        "#3": twice,
        "#4": voided,
        "#5": "WELCOME10",
    }
    orders = [
        shopify_order(number, ("TEE-M", 1), Discount_Code=coupon) for number, coupon in told.items()
    ]
    with world.app.app_context():
        for _ in range(2):
            bring_in(shopify_file(*orders))
    assert len(office.get("/orders").json["orders"]) == 4 + len(told)
    with world.reading() as session:
        redeemed = session.execute(
            select(Redemption.order_no, FlyerCode.code, Redemption.amount_yen, Redemption.source)
            .join(FlyerCode, FlyerCode.insert_id == Redemption.insert_id)
            .order_by(Redemption.order_no)
        ).all()
    (one, other) = [tuple(row) for row in redeemed]
    assert one == ("#1", good, 3960, "order")
    assert other[1:] == (twice, 3960, "order")
    assert other[0] in {"#2", "#3"}


def test_shopify_tells_codes_by_webhook_and_when_asked() -> None:
    order = order_json(1, discount_codes=[{"code": "A-1", "type": "percentage"}, {"code": "B-2"}])
    for cells, _ in (brought(order), fetched(node_of(order))):
        assert cells["Discount Code"] == "A-1, B-2"


def test_when_eight_tell_of_one_code_at_once_it_is_redeemed_once(
    world: World, office: Screen
) -> None:
    assert office
    (code, *_) = codes(world)
    with ThreadPoolExecutor(8) as carts:
        said = list(carts.map(lambda nth: outcomes(tell(world, (code, f"#{nth}"))), range(8)))
    assert sorted(said) == [["code_used"]] * 7 + [["redeemed"]]


def test_fsck_shows_codes_that_lie(world: World, office: Screen) -> None:
    assert office
    (code, *_) = codes(world)
    tell(world, (code, "#1"))
    with world.transaction() as session:
        assert (codes_of_others(session), session.execute(codes_that_lie()).all()) == ([], [])
        session.execute(update(FlyerCode).values(voided_at=now()))
        assert len(session.execute(codes_that_lie()).all()) == 3
        session.execute(update(FlyerCode).values(voided_at=None))
        (redeemed,) = session.scalars(select(Redemption.insert_id))
        session.execute(
            update(FlyerCode).where(FlyerCode.insert_id == redeemed).values(code="SPRING-WRONG")
        )
        assert [row.insert_id for row in codes_of_others(session)] == [redeemed]
        session.execute(update(FlyerCode).where(FlyerCode.insert_id == redeemed).values(code=code))
