"""A shop sells several articles as one: what is in it, and how it comes to lie there as one."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from server import catalog
from server.catalog.records import Barcode, Product
from server.foundation import now, reading, transaction
from server.foundation.sets import table_of
from server.places.records import Place
from server.stock.records import Balance
from server.vocabulary import display, label_of
from tests.browser.conftest import Screens
from tests.browser.floor import Handheld
from tests.browser.house import House
from tests.browser.test_work_of_the_stock import choose
from tests.makers import jan_of

pytestmark = pytest.mark.browser


def a_gift_set(house: House) -> list[str]:
    """A product that does not lie anywhere, and two of its owner that may be in it."""
    with house.app.app_context(), transaction() as session:
        first = session.scalars(select(Product).where(Product.kind == "goods").limit(1)).one()
        session.add(
            Product(owner_id=first.owner_id, sku="GIFT-SET", name="ギフトセット", created_at=now())
        )
        owner_id = first.owner_id
    with house.app.app_context(), reading() as session:
        return list(
            session.scalars(
                select(Product.sku)
                .where(
                    Product.owner_id == owner_id,
                    Product.kind == "goods",
                    Product.sku != "GIFT-SET",
                )
                .order_by(Product.id)
                .limit(2)
            )
        )


def test_the_office_says_what_is_in_a_kit(house: House, screens: Screens) -> None:
    first, second = a_gift_set(house)
    office = screens.office(house.at_desk())
    office.go("/office/kits")
    office.expect_words("セット商品はまだありません")
    office.press("セットを登録")
    office.page.get_by_label("セットの品番").fill("GIFT-SET")
    office.page.get_by_label("中身の品番・JAN").fill(first)
    office.press("中身を追加")
    office.page.get_by_label("中身の品番・JAN").nth(1).fill("NOBODY-SELLS-THIS")
    office.press("保存する")
    office.expect_words("登録のない商品です: NOBODY-SELLS-THIS")
    office.save("office-kit-wrong")
    office.page.get_by_label("中身の品番・JAN").nth(1).fill(second)
    office.page.get_by_label("点数").nth(1).fill("2")
    office.press("保存する")
    row = office.page.locator("tr.row", has_text="GIFT-SET")
    expect(row).to_contain_text(second)
    office.save("office-kits")
    row.get_by_role("button", name="中身を変える").click()
    office.press("セットをやめる")
    office.expect_words("セット商品はまだありません")


KIT_CODE = jan_of(987_654)


def a_kit_of_two(house: House) -> dict[str, int]:
    """A kit of two pieces of one article and one of another; the codes on them, and how many."""
    with house.app.app_context(), transaction() as session:
        lying = (
            select(Product.owner_id, Product.id, Barcode.raw)
            .join(Barcode, Barcode.product_id == Product.id)
            .join(Balance, Balance.product_id == Product.id)
            .join(Place, Place.id == Balance.place_id)
            .where(
                Product.kind == "goods",
                Barcode.quantity_pieces == 1,
                Place.kind == "shelf",
                Balance.lot == "",
                Balance.on_hand_pieces - Balance.held_pieces >= 8,
            )
            .order_by(Product.owner_id, Product.id)
        )
        first, *others = session.execute(lying).all()
        second = next(
            one for one in others if one.id != first.id and one.owner_id == first.owner_id
        )
        kit = Product(
            owner_id=first.owner_id, sku="GIFT-SET", name="ギフトセット", created_at=now()
        )
        session.add(kit)
        session.flush()
        session.add(
            Barcode(
                owner_id=first.owner_id,
                product_id=kit.id,
                code=f"0{KIT_CODE}",
                raw=KIT_CODE,
                quantity_pieces=1,
            )
        )
        catalog.write_kit(session, kit.id, {first.id: 2, second.id: 1})
        return {first.raw: 2, second.raw: 1}


def an_empty_shelf(house: House) -> str:
    with house.app.app_context(), reading() as session:
        lying = select(Balance.place_id).where(Balance.on_hand_pieces > 0)
        return session.scalars(
            select(Place.code)
            .where(Place.kind == "shelf", Place.id.not_in(lying), ~Place.is_reserve)
            .order_by(Place.code)
            .limit(1)
        ).one()


def fetch(handheld: Handheld, *, save: str) -> int:
    """Take what is shown from the shelf that is shown; how many pieces."""
    handheld.expect_step("assemble.step.find_place")
    handheld.save(f"{save}-place")
    handheld.scan(handheld.place())
    handheld.expect_step("assemble.step.take_parts")
    _, pieces = handheld.count()
    handheld.scan(handheld.item())
    expect(handheld.page.locator(".count-up strong")).to_have_text("1")
    handheld.save(f"{save}-take")
    handheld.scan(label_of(f"Q-{pieces}"))
    return pieces


def put_two_down(handheld: Handheld, shelf: str) -> None:
    """Count two kits by their own label, and put them on a shelf."""
    handheld.expect_step("assemble.step.make_kits")
    handheld.save("assemble-make")
    handheld.scan(label_of(shelf))
    handheld.expect_refused("先にセットのラベルをスキャン", read=display(shelf))
    handheld.scan(KIT_CODE)
    handheld.expect_step("assemble.step.put_down")
    handheld.scan(label_of("Q-2"))
    expect(handheld.page.locator(".count-up strong")).to_have_text("2")
    handheld.save("assemble-count")
    handheld.scan(label_of(shelf))
    handheld.expect_words(f"{display(shelf)} に 2セットを置きました")
    handheld.save("assemble-put")


def bring_back(handheld: Handheld) -> int:
    """Bring back what is shown to the shelf that is shown; how many pieces."""
    handheld.expect_step("assemble.step.put_back")
    handheld.save("assemble-put-back")
    handheld.scan(handheld.place())
    handheld.expect_step("assemble.step.lay_back")
    _, pieces = handheld.count()
    for nth in range(1, pieces + 1):
        handheld.scan(handheld.item())
        if nth < pieces:
            expect(handheld.page.locator(".count-up strong")).to_have_text(str(nth))
            handheld.save("assemble-lay-back")
    return pieces


def keep_by_lot(house: House, code: str) -> None:
    """From now on the lots of this article are kept, and the days on which they expire."""
    with house.app.app_context(), transaction() as session:
        found = select(Barcode.product_id).where(Barcode.raw == code)
        session.execute(
            update(table_of(Product))
            .where(Product.id.in_(found))
            .values(has_lots=True, expires=True)
        )


def say_lot_and_day(handheld: Handheld) -> None:
    """The package says a lot that nobody knows: it is typed, and its day is scanned."""
    handheld.expect_step("apart.step.say_lot")
    handheld.save("apart-lot")
    handheld.press(handheld.words("apart.type_lot"))
    handheld.page.get_by_label(handheld.words("jobs.lot.label")).fill("M26A")
    handheld.press(handheld.words("jobs.pad.enter"))
    handheld.expect_step("apart.step.say_day")
    handheld.save("apart-day")
    handheld.scan(label_of(f"D-{now() + timedelta(days=200):%Y%m%d}"))


def take_apart(handheld: Handheld, shelf: str, parts: dict[str, int], by_lot: str) -> None:
    """Fetch two kits, and lay what was in them on the same shelf, article by article."""
    handheld.expect_step("apart.step.find_place")
    handheld.save("apart-place")
    handheld.scan(label_of(shelf))
    handheld.expect_step("apart.step.take_kits")
    handheld.scan(KIT_CODE)
    handheld.scan(label_of("Q-2"))
    handheld.expect_step("apart.step.sort_parts")
    handheld.save("apart-sort")
    handheld.scan(KIT_CODE)
    handheld.expect_refused(handheld.words("refusal.part_expected"), read="ギフトセット")
    for nth, (code, pieces) in enumerate(parts.items(), start=1):
        handheld.scan(code)
        if code == by_lot:
            say_lot_and_day(handheld)
        handheld.expect_step("apart.step.lay_down")
        handheld.scan(label_of(f"Q-{2 * pieces}"))
        handheld.save(f"apart-count-{nth}")
        handheld.scan(label_of(shelf))
    handheld.expect_title("apart.done.title")
    handheld.save("apart-done")


def test_kits_are_put_together_by_scans(house: House, screens: Screens) -> None:
    parts = a_kit_of_two(house)
    shelf = an_empty_shelf(house)
    office = screens.office(house.at_desk())
    office.go("/office/kits")
    row = office.page.locator("tr.row", has_text="GIFT-SET")
    row.get_by_role("button", name="セット組みを指示").click()
    office.page.get_by_label("組む数").fill("3")
    office.save("office-kits-assemble")
    office.page.get_by_role("dialog").get_by_role("button", name="セット組みを指示").click()
    office.expect_words("作業待ち")
    office.save("office-kits-waiting")

    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "assemble")
    handheld.expect_words("ギフトセット")
    handheld.save("assemble-queue")
    handheld.press(handheld.words("jobs.start"))
    assert sum(fetch(handheld, save=f"assemble-{nth}") for nth in range(2)) == 9
    put_two_down(handheld, shelf)
    handheld.press(handheld.words("assemble.stop"))
    handheld.save("assemble-stop")
    handheld.press(handheld.words("assemble.stop.yes"))
    assert sum(bring_back(handheld) for _ in range(2)) == 3
    handheld.expect_title("assemble.done.title")
    handheld.save("assemble-done")
    handheld.expect_handed_in()
    expect(row.locator(".col-number").first).to_have_text("2")
    office.save("office-kits-done")

    *_, by_lot = parts
    keep_by_lot(house, by_lot)
    row.get_by_role("button", name="解体を指示").click()
    office.page.get_by_label("解体する数").fill("2")
    office.save("office-kits-apart")
    office.page.get_by_role("dialog").get_by_role("button", name="解体を指示").click()
    office.expect_words("解体 2セット")
    handheld.press(handheld.words("jobs.done.next"))
    handheld.press(handheld.words("jobs.start"))
    take_apart(handheld, shelf, parts, by_lot)
    handheld.expect_handed_in()
    expect(row.locator(".col-number").first).to_have_text("0")
