"""A worker with a device: judges each scan as the device does, and hands it in.

picker = Worker(world.handheld())
picker.take_next("pick")
picker.scan(cart="C-01")
expect(picker.scan(place="A-01-03"), accept="PC-21")
"""

from collections.abc import Sequence
from itertools import count
from typing import Any
from uuid import uuid4

from server.flows import Flow
from server.foundation import moment_text, now, time_ordered_id
from server.vocabulary import Scan, label_of
from tests.flows.jobs import ROOMS
from tests.makers import Screen


def label(**scanned: str) -> str:
    """What a scanner reads: place, cart, tote, item (its code as printed), slip, command or raw.

    `pieces` is a typed count, `lot` the label of a lot, `day` a typed day.
    """
    ((kind, code),) = scanned.items()
    prefix = {"place": "L", "pieces": "Q", "lot": "N", "day": "D"}.get(kind)
    if prefix is not None:
        return label_of(f"{prefix}-{code}")
    if kind in ("cart", "tote", "command"):
        return label_of(code)
    return code


class Worker:
    """Somebody at work with a device in the hand."""

    def __init__(self, screen: Screen) -> None:
        """Begin with an empty journal."""
        self.screen = screen
        self.incarnation = str(uuid4())
        self._seqs = count()
        self.job: dict[str, Any] = {}
        self.sent: list[dict[str, Any]] = []

    @property
    def flow(self) -> Flow:
        """The table of the job in hand."""
        flow: Flow = ROOMS[self.job["flow"]].FLOW
        return flow

    def open_tasks(self, kind: str) -> list[dict[str, Any]]:
        """The tasks that the idle screen shows."""
        answer = self.screen.get("/tasks", kind=kind, stage="open")
        assert answer.status_code == 200, answer.text
        tasks: list[dict[str, Any]] = answer.get_json()["tasks"]
        return tasks

    def take(self, task_id: int) -> dict[str, Any]:
        """Take a task that must be free."""
        answer = self.screen.post(f"/tasks/{task_id}/claim")
        assert answer.status_code == 200, answer.text
        self.job = answer.get_json()
        return self.job

    def take_next(self, kind: str) -> dict[str, Any]:
        """Take the most urgent open task."""
        return self.take(self.open_tasks(kind)[0]["id"])

    def start(self, kind: str, **scanned: str) -> dict[str, Any]:
        """Begin work of the stock that nobody has laid, with the scan it begins with."""
        answer = self.screen.post("/tasks/start", {"kind": kind, "raw": label(**scanned)})
        assert answer.status_code == 200, answer.text
        self.job = answer.get_json()
        return self.job

    def turned_down(self, kind: str, **scanned: str) -> str:
        """Try to begin it, and hear why that cannot be."""
        answer = self.screen.post("/tasks/start", {"kind": kind, "raw": label(**scanned)})
        assert answer.status_code == 409, answer.text
        code: str = answer.get_json()["code"]
        return code

    def take_tote(self, tote: str) -> dict[str, Any]:
        """Scan a tote at an idle packing station."""
        answer = self.screen.post("/tasks/claim", {"kind": "pack", "tote": tote})
        assert answer.status_code == 200, answer.text
        self.job = answer.get_json()
        return self.job

    def event(self, raw: str, **other: Any) -> dict[str, Any]:
        """Judge a scan on the device and write it into the journal."""
        table, job = self.flow, self.job
        scan = ROOMS[table.name].read_scan(job["step"], raw, job["codes"])
        decision = table.decide(job["step"], scan, job["facts"])
        event = {
            "event_id": str(time_ordered_id()),
            "incarnation": self.incarnation,
            "seq": next(self._seqs),
            "session": self.screen.session,
            "actor": self.screen.person_id,
            "device_time": moment_text(now()),
            "task": job["task"]["id"],
            "lease": job["task"]["lease"],
            "revision": job["revision"],
            "kind": "scan",
            "raw": raw,
            "via": "keys",
            "table_revision": table.revision,
            "row": decision.row,
            "verdict": decision.verdict,
            "payload": {},
        } | other
        if decision.verdict == "accept":
            job["step"], job["facts"] = decision.step, dict(decision.facts)
            job["revision"] += 1
        return event

    def hand_in(self, events: Sequence[Any]) -> list[dict[str, Any]]:
        """POST /scans; the verdicts."""
        answer = self.screen.post("/scans", self.body(events))
        assert answer.status_code == 200, answer.text
        verdicts: list[dict[str, Any]] = answer.get_json()["verdicts"]
        self.sent += events
        for verdict in verdicts:
            if verdict["job"] is None:
                continue
            self.job["codes"] |= verdict["job"]["codes"]
            if verdict["verdict"] != "ask_server":
                self.job |= {key: verdict["job"][key] for key in ("step", "facts", "revision")}
        return verdicts

    def body(self, events: Sequence[Any]) -> dict[str, Any]:
        """What a device sends."""
        return {
            "device_time": moment_text(now()),
            "app_version": "test",
            "battery": 80,
            "unsent": len(events),
            "events": list(events),
        }

    def scan(self, **scanned: str) -> dict[str, Any]:
        """One scan, judged here, handed in, answered."""
        return self.hand_in([self.event(label(**scanned))])[0]

    def hear(self) -> dict[str, Any] | None:
        """Ask for the job again and take notice of its news; the verdict, or None without any."""
        answer = self.screen.get(f"/tasks/{self.job['task']['id']}/job")
        assert answer.status_code == 200, answer.text
        self.job |= {key: answer.get_json()[key] for key in ("step", "facts", "revision", "places")}
        asked = self.flow.decide(self.job["step"], Scan("command", "X-NEXT"), self.job["facts"])
        return self.scan(command="X-NEXT") if asked.verdict == "accept" else None

    def load_cart(self, cart: str, totes: Sequence[str]) -> None:
        """Take a cart and put a tote on each of its positions."""
        expect(self.scan(cart=cart), accept="PC-04")
        for tote in totes:
            assert self.scan(tote=tote)["verdict"] == "accept"

    def walk(self, codes: dict[int, str]) -> None:
        """Pick every line that is left: place, pieces, tote; `codes` are the items' by product."""
        while self.job["step"] != "cart_done":
            line = self.job["facts"]["lines"][self.job["facts"]["at"]]
            if self.job["step"] == "find_place":
                self.scan(place=line["place"].removeprefix("L-"))
            elif self.job["step"] == "take_item":
                assert self.scan(item=codes[line["product"]])["verdict"] == "accept"
            else:
                self.scan(tote=self.job["facts"]["totes"][line["slot"]])

    def pack(self, codes: dict[int, str], slip: str) -> dict[str, Any]:
        """Scan everything that is wanted into the parcel, then the slip."""
        for item in self.job["facts"]["items"]:
            for _ in range(item["wanted"] - item["packed"]):
                assert self.scan(item=codes[item["product"]])["verdict"] == "accept"
                self.name_piece()
        for flyer in self.job["facts"]["flyers"]:
            for _ in range(flyer["wanted"] - flyer["inserted"]):
                assert self.scan(item=codes[flyer["product"]])["verdict"] == "accept"
        return self.scan(slip=slip)

    def name_piece(self) -> None:
        """Scan a serial number of nobody's, where the piece in hand wants one."""
        if self.job["step"] == "record_serial":
            serial = f"SN-{uuid4().hex[:12].upper()}"
            assert self.scan(raw=serial)["verdict"] == "accept"


def slip_of(number: int) -> str:
    """A slip number of twelve digits: eleven, and those modulo 7."""
    return f"{number:011d}{number % 7}"


def expect(verdict: dict[str, Any], *, accept: str = "", refuse: str = "", row: str = "") -> None:
    """A verdict is what the floor expects: accepted by a row, or refused for a reason."""
    if accept:
        assert (verdict["verdict"], verdict["row"]) == ("accept", accept), verdict
    else:
        assert (verdict["verdict"], verdict["because"]) == ("refuse", refuse), verdict
        assert row in ("", verdict["row"]), verdict
