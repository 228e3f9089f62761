"""A shop that is switched on is told all that may be sold, once, whatever is stopped meanwhile."""

from typing import Any

import pytest

from server.exchange.stock_lists import actions, jobs
from tests.databases import on_sqlite_alone
from tests.exchange.shop_apis.desk import ShopDesk

KINDS = ["stock.available"]


@pytest.fixture(autouse=True)
def _small_steps(desk: ShopDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four products; two in each transaction."""
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    for sku in ("NEW-1", "NEW-2"):
        desk.world.product(sku, stock={"A-01-05": 3})


def work(desk: ShopDesk) -> None:
    """What the worker does every minute, and telling."""
    with desk.world.app.app_context():
        jobs.tell_all_that_is_wanted()
    desk.news.tell()


def last(desk: ShopDesk, shop: int) -> dict[str, Any]:
    answer = desk.screen.get(f"/connections/{shop}/stock-comparisons")
    return dict(answer.json["comparisons"][0])


def test_a_shop_that_is_switched_on_is_told_all_once(desk: ShopDesk) -> None:
    shop = desk.connect(kinds=KINDS)
    work(desk)
    work(desk)
    assert len(desk.news.sendings(shop)) == 4
    done = last(desk, shop)
    assert (done["tells_all"], done["told_again"], done["products"]) == (True, 4, 4)
    assert done["ended_at"]
    desk.change(shop, name="森")
    work(desk)
    assert len(desk.news.sendings(shop)) == 4, "it was on all the time"
    for state in ("off", "on"):
        switched = desk.screen.patch(f"/connections/{shop}", {"state": state})
        assert switched.status_code == 204
    work(desk)
    assert len(desk.news.sendings(shop)) == 8
    pressed = desk.screen.post(f"/connections/{shop}/stock-comparisons/all")
    assert pressed.status_code == 204
    work(desk)
    assert len(desk.news.sendings(shop)) == 12
    desk.change(shop, state="off")
    refused = desk.screen.post(f"/connections/{shop}/stock-comparisons/all")
    assert (refused.status_code, refused.json["code"]) == (409, "hears_no_stock")


@on_sqlite_alone
def test_telling_all_that_was_stopped_goes_on_where_it_was(
    desk: ShopDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = desk.connect(kinds=KINDS)
    tell_again = actions.tell_again
    asked: list[list[str]] = []

    def stops(session: Any, hearer: Any, listed: Any, shops: Any) -> None:
        asked.append([one.sku for one in listed])
        if len(asked) == 2:
            raise KeyboardInterrupt
        tell_again(session, hearer, listed, shops)

    monkeypatch.setattr(actions, "tell_again", stops)
    with pytest.raises(KeyboardInterrupt):
        work(desk)
    work(desk)
    assert asked == [["TEE-M", "CAP"], ["NEW-1", "NEW-2"], ["NEW-1", "NEW-2"], []]
    assert len(desk.news.sendings(shop)) == 4
    assert last(desk, shop)["told_again"] == 4
