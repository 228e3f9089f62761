"""An account of ネクストエンジン: a real HTTP server on this machine that speaks the protocol.

Every question is a form by POST and every answer says how it went in `result`. Keys expire and are
changed by any answer, and the old ones are good for nothing then; searches come in no order, in
pages; a slip is written only by who has read it as it is.
"""

import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import orjson

from server.foundation import WAREHOUSE_TIME, now

CLIENT_SECRET = "ne_secret_of_the_app"
WRITTEN = "%Y-%m-%d %H:%M:%S"
NEWEST = "receive_order_row_last_modified_newest_date"
CHANGED = "receive_order_last_modified_null_safe_date"
Json = dict[str, Any]
Answer = dict[str, Any]


def written(seconds_ago: float = 0.0) -> str:
    """A moment as it is written there."""
    return (now() - timedelta(seconds=seconds_ago)).astimezone(WAREHOUSE_TIME).strftime(WRITTEN)


@dataclass
class NextEngineAccount:
    """What it holds, what it was told, and how it answers."""

    port: int = 0
    access: str = ""
    refresh: str = ""
    is_access_expired: bool = False
    is_refresh_expired: bool = False
    keys: Iterator[int] = field(default_factory=lambda: count(1))
    logins: dict[str, str] = field(default_factory=lambda: {"uid-1": "state-1"})
    slips: list[Json] = field(default_factory=list)
    shops: tuple[tuple[str, str], ...] = (("1", "楽天店"), ("2", "本店"))
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    """Taken before anything else, one for each question: status, headers, body."""
    asked: list[str] = field(default_factory=list)
    """The addresses of the questions, in their order."""
    somebody_writes: list[Callable[[], None]] = field(default_factory=list)
    """Done there, one at a time, just before a change of ours comes in."""
    refuses: str = ""
    """Said to every change, as while stock is being counted there."""
    open: threading.Event = field(default_factory=threading.Event)
    hangs_after: int | None = None
    """After so many questions nobody is answered any more."""
    loses_answer_to: str | None = None
    """The next answer to this address is lost on its way, after all was done."""

    @property
    def host(self) -> str:
        """As the settings allow it."""
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{self.host}"

    def slip(self, number: str) -> Json:
        """The first slip of a number."""
        return next(one["base"] for one in self.slips if one["number"] == number)

    def changed(self, number: str, seconds_ago: float = 0.0, **cells: str) -> None:
        """Somebody changes a slip there."""
        for one in self.slips:
            if one["number"] == number:
                one["base"].update(cells)
                one["base"][CHANGED] = written(seconds_ago)

    def answer(self, path: str, asked: dict[str, str]) -> Answer:
        """The answer to one question."""
        self.asked.append(path)
        if path == "/api_neauth":
            return self.let_in(asked)
        told = {name: asked.pop(f"{name}_token", "") for name in ("access", "refresh")}
        if told["access"] != self.access or not self.access:
            return {"result": "error", "code": "002002", "message": "access_tokenに誤りがあります"}
        if self.is_access_expired:
            if self.is_refresh_expired or told["refresh"] != self.refresh:
                return {"result": "redirect", "code": "002004", "message": "ログインしてください"}
            self.give_keys()
        said = self.done(path, asked)
        return {**said, "access_token": self.access, "refresh_token": self.refresh}

    def let_in(self, asked: dict[str, str]) -> Answer:
        """Keys for a login."""
        if asked["client_id"] != "ne-app" or asked["client_secret"] != CLIENT_SECRET:
            return {"result": "error", "code": "001001", "message": "client_idに誤りがあります"}
        if self.logins.pop(asked["uid"], None) != asked["state"]:
            return {"result": "redirect", "code": "002001", "message": "stateの期限切れです"}
        self.give_keys()
        keys = {"access_token": self.access, "refresh_token": self.refresh}
        return {"result": "success", **keys, "company_name": "森商店"}

    def give_keys(self) -> None:
        """New keys; the old ones are good for nothing."""
        nth = next(self.keys)
        self.access, self.refresh = f"ne-access-{nth}", f"ne-refresh-{nth}"
        self.is_access_expired = self.is_refresh_expired = False

    def done(self, path: str, asked: dict[str, str]) -> Answer:
        """A search or a change."""
        model, _, what = path.removeprefix("/api_v1_").partition("/")
        if what == "search":
            return self.search(model, asked)
        if self.somebody_writes:
            self.somebody_writes.pop(0)()
        return self.change(what, asked)

    def search(self, model: str, asked: dict[str, str]) -> Answer:
        """Rows that are so, in no order that anybody could rely on."""
        assert asked["fields"]
        rows = [row for row in self.rows_of(model) if all(is_so(row, one) for one in asked.items())]
        rows.sort(key=lambda row: str(sorted(row.items()))[::-1])
        offset, limit = int(asked.get("offset", 0)), int(asked.get("limit", 10_000))
        fields = asked["fields"].split(",")
        page = rows[offset : offset + limit]
        data = [{name: row.get(name) for name in fields} for row in page]
        return {"result": "success", "count": str(len(data)), "data": data}

    def rows_of(self, model: str) -> list[Json]:
        """All rows of a model."""
        if model == "receiveorder_base":
            return [one["base"] for one in self.slips]
        if model == "receiveorder_option":
            return [one["option"] for one in self.slips]
        if model == "master_shop":
            return [{"shop_id": code, "shop_name": name} for code, name in self.shops]
        assert model == "receiveorder_row"
        return [
            {**row, NEWEST: max(one["base"][CHANGED], row["changed"])}
            for one in self.slips
            for row in one["rows"]
        ]

    def change(self, what: str, asked: dict[str, str]) -> Answer:
        """Write a slip, or ship it, for who has read it as it is."""
        base = next(
            one["base"]
            for one in self.slips
            if one["base"]["receive_order_id"] == asked["receive_order_id"]
        )
        if self.refuses:
            return {"result": "error", "code": "020099", "message": self.refuses}
        if asked["receive_order_last_modified_date"] != base[CHANGED]:
            return {"result": "error", "code": "020098", "message": "他で更新されています"}
        status = base["receive_order_order_status_id"]
        if what == "shipped":
            assert status in {"20", "40"}
            base["receive_order_order_status_id"] = "50"
        else:
            assert status != "50" or asked["receive_order_shipped_update_flag"] == "1"
            for cell in ET.fromstring(asked["data"]).find("receiveorder_base") or []:
                base[cell.tag] = cell.text
        base[CHANGED] = written()
        return {"result": "success"}


def is_so(row: Json, condition: tuple[str, str]) -> bool:
    """Whether a row is as a condition says."""
    name, _, operator = condition[0].rpartition("-")
    if not name:
        return True
    value = str(row[name])
    return {
        "eq": value == condition[1],
        "in": value in condition[1].split(","),
        "gte": value >= condition[1],
        "lt": value < condition[1],
    }[operator]


def slip_json(
    slip_id: int, number: str, *lines: tuple[str, int], seconds_ago: float = 60.0, **cells: str
) -> Json:
    """A slip (受注伝票) with its lines, changed so long ago."""
    moment = written(seconds_ago)
    return {
        "number": number,
        "base": {
            "receive_order_id": str(slip_id),
            "receive_order_shop_id": "1",
            "receive_order_shop_cut_form_id": number,
            "receive_order_order_status_id": "20",
            "receive_order_cancel_type_id": "0",
            "receive_order_divide_from_order_id": "0",
            "receive_order_copy_from_order_id": "0",
            "receive_order_multi_delivery_parent_flag": "0",
            "receive_order_multi_delivery_parent_order_id": None,
            "receive_order_date": "2026-11-20 09:15:00",
            "receive_order_purchaser_zip_code": "1500001",
            "receive_order_purchaser_address1": "東京都渋谷区神宮前1-2-3",
            "receive_order_purchaser_address2": None,
            "receive_order_purchaser_name": "髙橋 﨑太郎",
            "receive_order_purchaser_kana": "タカハシ サキタロウ",
            "receive_order_purchaser_tel": "0312345678",
            "receive_order_purchaser_mail_address": f"{number}@example.jp",
            "receive_order_consignee_zip_code": "5300001",
            "receive_order_consignee_address1": "大阪府大阪市北区梅田1-1",
            "receive_order_consignee_address2": "㈱棚番ビル①",
            "receive_order_consignee_name": "德永 濵子",
            "receive_order_consignee_kana": "トクナガ ハマコ",
            "receive_order_consignee_tel": "0661234567",
            "receive_order_delivery_name": "佐川急便",
            "receive_order_total_amount": "3960.00",
            "receive_order_gift_flag": "0",
            "receive_order_hope_delivery_time_slot_name": "14時-16時",
            "receive_order_delivery_cut_form_id": "",
            CHANGED: moment,
            **cells,
        },
        "rows": [
            {
                "receive_order_row_receive_order_id": str(slip_id),
                "receive_order_row_no": str(nth),
                "receive_order_row_goods_id": sku,
                "receive_order_row_goods_name": f"品 {sku}",
                "receive_order_row_unit_price": "1980.00",
                "receive_order_row_quantity": str(quantity),
                "receive_order_row_cancel_flag": "0",
                "receive_order_row_deleted_flag": "0",
                "changed": moment,
            }
            for nth, (sku, quantity) in enumerate(lines or (("TEE-M", 1),), 1)
        ],
        "option": {"receive_order_option_receive_order_id": str(slip_id)},
    }


@contextmanager
def running_account(port: int = 0) -> Iterator[NextEngineAccount]:
    """Let it run; port 0 is a free one."""
    account = NextEngineAccount()
    account.open.set()

    class Counter(BaseHTTPRequestHandler):
        """Answers one question."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            if account.hangs_after is not None and len(account.asked) >= account.hangs_after:
                account.asked.append("hangs")
                account.open.clear()
            account.open.wait()
            status, more = 200, {}
            if account.answers:
                status, more, content = account.answers.pop(0)
            else:
                asked = {name: of[0] for name, of in parse_qs(body.decode()).items()}
                content = orjson.dumps(account.answer(self.path, asked))
            if account.loses_answer_to == self.path:
                account.loses_answer_to = None
                return
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Stay quiet."""

    class Server(ThreadingHTTPServer):
        """Lets go of whoever still waits when the test ends."""

        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Whoever waited too long has hung up."""

    server = Server(("127.0.0.1", port), Counter)
    account.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield account
    finally:
        account.open.set()
        server.shutdown()
        thread.join()
        server.server_close()
