"""The office at its desk: what a person does there by mouse and keyboard."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.floor import View
from tests.makers import PASSWORD


class Office(View):
    """The office in a browser."""

    def introduce_administrator(self, link: str, name: str) -> None:
        """Open the link that the terminal shows once, and become the first administrator."""
        self.go(link)
        self.page.get_by_label("名前", exact=True).fill(name)
        self.page.get_by_label("ログイン名").fill("tanaka")
        self.page.get_by_label("パスワード").fill(PASSWORD)
        self.save("welcome")
        self.press("管理者を作る")
        expect(self.page.get_by_role("navigation")).to_contain_text(name)

    def enter(self, room: str) -> None:
        """Go to one of the rooms on the left."""
        self.page.get_by_role("navigation").get_by_role("link", name=room, exact=True).click()
        expect(self.page.locator(".desk-link[aria-current=page]")).to_have_text(room)

    def expect_told(self, words: str) -> None:
        """Wait for a line that says so."""
        expect(self.page.get_by_role("status").filter(has_text=words)).to_be_visible()

    def hand_in(self, name: str, content: bytes, *, shop: str) -> Locator:
        """Choose a shop's file; what would come in."""
        self.enter(self.words("nav.imports"))
        self.page.get_by_label(self.words("imports.shop")).select_option(label=shop)
        with self.page.expect_file_chooser() as chooser:
            self.page.locator(".drop button").click()
        chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": content})
        preview = self.page.get_by_role("region", name=self.words("imports.preview"))
        expect(preview.get_by_role("heading", name=name)).to_be_visible()
        return preview

    def confirm_import(self, orders: int) -> Locator:
        """Bring in what was looked at; what became of it."""
        self.press(f"{orders} 件を取込む")
        result = self.page.get_by_role("region", name="取込の結果")
        expect(result).to_contain_text("取込が終わりました")
        return result

    def release_everything(self) -> None:
        """Release every order that has stock, on one press."""
        self.enter("ウェーブ")
        self.page.get_by_role("button", name=re.compile("で指示する$")).click()
        self.expect_told("を指示しました")

    def enrolment_link(self, kind: str) -> str:
        """Open an enrolment for this kind of device; the link in its QR code."""
        self.enter("端末")
        self.button("端末を登録").first.click()
        self.page.get_by_role("radio", name=kind).check(force=True)
        self.press("QRコードを表示")
        expect(self.page.get_by_role("img", name="登録用のQRコード")).to_be_visible()
        return f"/enrol#{self.page.locator('.enrol-code').inner_text()}"

    def hand_over(self, carrier: str) -> None:
        """Tell that the driver has taken this carrier's parcels."""
        card = self.page.get_by_role("region", name=carrier, exact=True)
        card.get_by_role("button", name="引渡しを確定する").click()
        self.page.get_by_role("button", name=re.compile("個を確定する$")).click()
        self.expect_told(f"{carrier}に")

    def hand_everything_over(self) -> None:
        """One carrier after the other."""
        self.enter("引渡し")
        waiting = self.page.locator(".carrier-card:has(button:enabled)")
        expect(waiting.first).to_be_visible()
        while waiting.count():
            name = waiting.first.get_attribute("aria-label")
            assert name
            self.hand_over(name)
            card = self.page.get_by_role("region", name=name, exact=True)
            expect(card.get_by_role("button", name="引渡しを確定する")).to_be_disabled()

    def open_history(self, order: str) -> Locator:
        """Everything that ever happened to an order."""
        self.enter("受注")
        self.page.get_by_role("link", name=order, exact=True).click()
        self.page.get_by_role("link", name="履歴").click()
        return self.page.get_by_role("region", name="履歴")
