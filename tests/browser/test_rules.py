"""The office writes a rule without code: from a beginning, by blocks, tried before use."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.house import SHOPIFY, House, small_orders
from tests.floor import slip_of

pytestmark = pytest.mark.browser
HIDDEN_PX = "list => list.scrollHeight - list.clientHeight"


def section(page: Page, name: str) -> Locator:
    """A part of the page by its heading."""
    return page.get_by_role("region", name=name)


def test_a_rule_is_written_tried_and_switched_on(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 4))
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    office.enter("ルール")
    expect(page.get_by_text("ルールはまだありません")).to_be_visible()
    office.save("office-rules-none")
    page.get_by_role("link", name="大口の受注を確認する").click()
    expect(matching(page)).to_have_text("0")
    write_condition(office)
    expect(matching(page)).not_to_have_text("0")
    then = section(page, "こうする")
    then.get_by_label("することを追加").select_option(label="梱包の指示を出す")
    then.get_by_label("梱包台に表示する言葉").fill("緩衝材を二重に")
    then.get_by_label("何の指示か").select_option(label="包装")
    then.get_by_label("することを追加").select_option(label="メールの文面を用意する")
    then.get_by_label("件名").fill("{order} を準備しています")
    then.get_by_label("本文").fill("{name} 様\nただいま包装しています。")
    office.save("office-rule-editor")
    place = section(page, "順番と期間")
    place.get_by_label("いつ調べるか").select_option(label="箱を閉じたとき")
    expect(then.get_by_text("この時点では間に合いません").first).to_be_visible()
    expect(office.button("保存する")).to_be_disabled()
    then.get_by_label("することを追加").scroll_into_view_if_needed()
    office.save("office-rule-too-late")
    place.get_by_label("いつ調べるか").select_option(label="受注から出荷の指示まで")
    office.press("最近の 500 件で試す")
    expect(section(page, "試す").locator("tbody tr").first).to_be_visible()
    section(page, "試す").scroll_into_view_if_needed()
    office.save("office-rule-tried")
    office.press("保存する")
    expect(page.get_by_text("第 1 版").first).to_be_visible()
    page.get_by_role("switch").check(force=True)
    expect(page.get_by_role("switch")).to_be_checked()
    page.get_by_label("ルールの名前").fill("大口は確認")
    office.press("第 2 版として保存する")
    expect(section(page, "これまでの版").locator("li.rule-version")).to_have_count(2)
    section(page, "これまでの版").scroll_into_view_if_needed()
    office.save("office-rule-versions")


def matching(page: Page) -> Locator:
    """The count that follows every change."""
    return section(page, "当てはまる受注").locator("strong")


def write_condition(office: Office) -> None:
    """Mend a value, then put a block into the block."""
    when = section(office.page, "こういう受注なら")
    first = when.locator(".rule-question").first
    first.get_by_label("値", exact=True).fill("たくさん")
    expect(first).to_contain_text("整数で入力してください")
    expect(office.button("保存する")).to_be_disabled()
    office.save("office-rule-wrong")
    first.get_by_label("値", exact=True).fill("２")
    when.get_by_role("button", name="条件のまとまり").last.click()
    inner = when.locator(".rule-block .rule-block").last
    inner.get_by_label("調べること").select_option(label="地方")
    inner.get_by_role("button", name="関東").click()
    inner.get_by_role("button", name="近畿").click()
    inner.get_by_role("button", name="条件", exact=True).click()
    last = inner.locator(".rule-question").last
    last.get_by_label("調べること").select_option(label="備考")
    last.get_by_label("比べ方").select_option(label="のどれかを含む")
    last.get_by_label("追加").fill("至急、のし")
    last.get_by_label("追加").press("Enter")
    expect(last.locator(".rule-token")).to_have_count(2)
    last.get_by_role("button", name="ではない").click()


def test_rules_leave_and_come_in_as_a_file(house: House, screens: Screens, tmp_path: Path) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    owner = page.evaluate("async () => (await (await fetch('/api/v1/rules')).json()).owner")
    for rule in rules_of_the_shop():
        put_in_force(page, owner, rule)
    office.enter("ルール")
    expect(page.locator("table.rules tbody tr")).to_have_count(2)
    office.save("office-rules-list")
    with page.expect_download() as written:
        office.press("書き出す")
    file = tmp_path / "rules.json"
    written.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["rules"] == rules_of_the_shop()
    with page.expect_file_chooser() as chooser:
        office.press("読み込む")
    chooser.value.set_files(file)
    office.expect_told("2 件のルールを読み込みました")
    expect(page.locator("table.rules tbody tr")).to_have_count(4)
    otherwise = {**rules_of_the_shop()[0], "name": "別の理由", "then": [HOLD_OTHERWISE]}
    put_in_force(page, owner, otherwise, is_on=False)
    page.get_by_role("row", name="別の理由").get_by_role("switch").check(force=True)
    expect(page.get_by_text("「別の理由」と同じことを決めるルールがあります")).to_be_visible()
    expect(page.get_by_text("「内容を確かめる」が先に決めます")).to_be_visible()
    office.save("office-rules-conflict")
    file.write_text('{"tanaban_rules": 1, "rules": [{"name": "?"}]}', "utf-8")
    with page.expect_file_chooser() as chooser:
        office.press("読み込む")
    chooser.value.set_files(file)
    expect(page.get_by_text("1 件目のルール: することを1つ以上入れてください")).to_be_visible()
    office.save("office-rules-refused")
    file.write_text("受注番号,メールアドレス,セグメント\n,a@example.jp,VIP\nない,,VIP\n", "utf-8")
    lists = section(page, "顧客セグメント")
    with page.expect_file_chooser() as chooser:
        office.press("名簿を読み込む")
    chooser.value.set_files(file)
    expect(lists).to_contain_text("3 行目: この番号の受注はありません")
    expect(lists.locator(".segment-lists li")).to_contain_text("VIP")
    lists.scroll_into_view_if_needed()
    office.save("office-segments")


HOLD_OTHERWISE = {"do": "hold", "reason": "別の確認"}


def rules_of_the_shop() -> list[dict[str, Any]]:
    """One rule that holds, one that asks for too much."""
    some = {"fact": "lines.pieces", "op": "at_least", "value": 1}
    urgent = {"fact": "order.total_yen", "op": "at_least", "value": 9_000_000}
    return [
        {
            "name": "内容を確かめる",
            "when": {"all": [some, {"not": {"fact": "order.number", "op": "is_empty"}}]},
            "then": [{"do": "hold", "reason": "内容を確認"}],
        },
        {"name": "高額は急ぐ", "when": urgent, "then": [{"do": "urgent"}]},
    ]


def put_in_force(page: Page, owner: str, rule: dict[str, Any], *, is_on: bool = True) -> None:
    """Save a rule and switch it on, or leave it off, as its page does."""
    page.evaluate(
        """async ([owner, rule, on]) => {
          const post = (path, body) => fetch(`/api/v1/rules${path}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          })
          const saved = await (await post('', { owner, rule })).json()
          const said = await post(`/${saved.id}/switch`, { owner, on })
          if (said.status !== 204) throw new Error(await said.text())
        }""",
        [owner, rule, is_on],
    )


def test_why_an_order_waits_and_how_it_goes_on(house: House, screens: Screens) -> None:
    (order,) = small_orders(SHOPIFY, 1)
    house.bring_in([replace(order, customer=replace(order.customer, surname="𠮷野"))])
    desk = house.at_desk()
    order = desk.get("/orders").json["orders"][0]
    owner = desk.get(f"/orders/{order['id']}/rules").json["owner"]
    office = Office(screens.office(desk).page, house)
    house.start_worker()
    page = office.page
    office.enter("受注")
    expect(page.locator("tr.row").first).to_contain_text("受付チェック: 確認待ち")
    page.locator("tr.row").first.click()
    expect(section(page, "受付チェック")).to_contain_text("「𠮷」は送り状に印字できません")
    office.save("office-order-door")
    page.get_by_role("button", name="「吉野").click()
    expect(section(page, "受付チェック")).to_have_count(0)
    expect(page.locator(".panel-hold")).to_have_count(0)
    expect(page.locator(".consignee")).to_contain_text("吉野")
    for rule in rules_of_the_shop():
        put_in_force(page, owner, rule)
    expect(page.get_by_text("内容を確認")).to_be_visible()
    page.get_by_role("link", name="ルール", exact=True).last.click()
    now = section(page, "いまの受注をルールで調べると")
    expect(now).to_contain_text("合計点数が 1 点 以上")
    expect(now.locator(".rule-fits").last).to_contain_text("「受注番号が空欄」ではない")
    expect(now.locator("li.why-rule").last).to_contain_text("当てはまらない")
    expect(section(page, "これまでの判定")).to_contain_text("ルールを変えたとき")
    office.save("office-order-rules")
    office.press("保留を解く")
    expect(page.get_by_role("button", name="保留を解く")).to_have_count(0)
    expect(page.locator(".panel-hold")).to_have_count(0)
    expect(page.locator(".headline")).to_contain_text("引当済")
    page.get_by_role("link", name="履歴").click()
    expect(page.get_by_text("保留を解きました")).to_be_visible()
    office.save("office-order-rules-history")


def test_picker_and_packer_are_told_what_a_rule_says(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    some = {"fact": "lines.pieces", "op": "at_least", "value": 1}
    owner = desk.get("/rules").json["owner"]
    flyer = desk.get("/campaigns", owner=owner).json["flyers"][-1]["sku"]
    then = [
        {"do": "instruct", "kind": "noshi", "text": "御祝　森 太郎"},
        {"do": "instruct", "text": "緩衝材を二重に"},
        {"do": "tell_picker", "text": "外箱のまま取ってください"},
        {"do": "flyer_in", "flyer": flyer},
    ]
    saved = desk.post(
        "/rules", {"owner": owner, "rule": {"name": "御祝", "when": some, "then": then}}
    )
    desk.post(f"/rules/{saved.json['id']}/switch", {"owner": owner, "on": True})
    house.release(desk)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    told = handheld.page.get_by_role("alertdialog")
    expect(told).to_contain_text("外箱のまま取ってください")
    handheld.save("handheld-told-by-rule")
    handheld.press("確認した")
    handheld.walk()
    handheld.expect_handed_in()
    tablet = screens.tablet(house.crew("packer")[0])
    tablet.open_tote("T-0001")
    asked = tablet.page.get_by_role("alertdialog")
    expect(asked).to_contain_text("御祝　森 太郎")
    tablet.save("pack-told-by-rule")
    (code, _), *_ = tablet.items()
    tablet.scan(code)
    expect(asked).to_be_visible()
    tablet.press("確認しました")
    expect(asked).to_have_count(0)
    tablet.save("pack-told-beside")
    for article, pieces in tablet.items():
        for _ in range(pieces):
            tablet.verify(article)
    expect(tablet.page.locator(".flyer-racks ~ .notes")).to_contain_text("緩衝材を二重に")
    assert tablet.page.locator(".flyer-list").evaluate(HIDDEN_PX) <= 0
    tablet.save("pack-rack-told")
    tablet.pack(slip_of(1))
    order = desk.get("/orders").json["orders"][0]["id"]
    tablet.expect_handed_in()
    kinds = [one["kind"] for one in desk.get(f"/orders/{order}/history").json["entries"]]
    assert kinds.count("instructions_confirmed") == 1
