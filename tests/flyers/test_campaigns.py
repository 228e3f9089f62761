"""For whom a flyer is, and what happens when it runs out."""

import pytest
from sqlalchemy import select

from server.flyers.decisions import Buyer, CampaignRule, campaigns_for
from server.flyers.records import FlyerInsert
from tests.makers import World
from tests.scans.test_the_first_parcel import release, set_up_floor


def campaign(number: int, **other: object) -> CampaignRule:
    """A campaign for everybody of owner 1."""
    facts: dict[str, object] = {
        "campaign_id": number,
        "owner_id": 1,
        "shop_id": None,
        "audience": "all",
        "ordered_from": None,
        "ordered_until": None,
        "priority": 0,
    }
    return CampaignRule(**facts | other)  # type: ignore[arg-type]


def buyer(*, nth: int = 1, shop: int = 1, owner: int = 1, day: str = "2026-11-23") -> Buyer:
    """Somebody's order."""
    return Buyer(owner, shop, nth, day)


@pytest.mark.parametrize(
    ("rule", "who", "is_meant"),
    [
        ({}, buyer(), True),
        ({}, buyer(owner=2), False),
        ({"shop_id": 1}, buyer(), True),
        ({"shop_id": 1}, buyer(shop=2), False),
        ({"audience": "first"}, buyer(nth=1), True),
        ({"audience": "first"}, buyer(nth=2), False),
        ({"audience": "repeat"}, buyer(nth=1), False),
        ({"audience": "repeat"}, buyer(nth=2), True),
        ({"ordered_from": "2026-11-23"}, buyer(), True),
        ({"ordered_from": "2026-11-24"}, buyer(), False),
        ({"ordered_until": "2026-11-23"}, buyer(), True),
        ({"ordered_until": "2026-11-22"}, buyer(), False),
    ],
)
def test_a_campaign_is_for_its_shop_its_audience_and_its_days(
    rule: dict[str, object], who: Buyer, *, is_meant: bool
) -> None:
    assert campaigns_for(who, [campaign(1, **rule)]) == ([1] if is_meant else [])


def test_the_most_important_campaign_comes_first() -> None:
    assert campaigns_for(buyer(), [campaign(1), campaign(2, priority=5), campaign(3)]) == [2, 1, 3]


def test_the_last_flyer_is_promised_once_and_a_supervisor_hears_of_the_others(
    world: World,
) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.flyer("WELCOME", pieces=1)
    for _ in range(3):
        world.order((tee, 1))
    office = world.office("supervisor")
    release(office)
    with world.reading() as session:
        assert len(session.scalars(select(FlyerInsert)).all()) == 1
    (exception,) = office.get("/board").get_json()["exceptions"]
    assert (exception["kind"], exception["detail"]["parcels"]) == ("flyer_ran_out", 2)
