"""Looking at files of products and customers by what is known, and taking them in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.orm import Session

from server import catalog, stock
from server.exchange.decisions import key_of
from server.exchange.masters.customers import BLANK, TERMS, CustomerDraft, CustomerFile
from server.exchange.masters.customers import verdict_on as verdict_on_customer
from server.exchange.masters.products import Catalogue, ProductDraft, ProductFile
from server.exchange.masters.products import verdict_on as verdict_on_product
from server.exchange.order_files import Problem
from server.exchange.order_files.drafts import Customer
from server.vocabulary import item_code

SAMPLE_MAX: Final = 20
SOLD_BY: Final = ("blocked_days", "safety_pieces")
"""What decides how many pieces of a product are for sale."""


@dataclass(slots=True)
class Outcome:
    """What a file comes to: counted, with a few examples and everything that is wrong."""

    encoding: str
    rows: int
    counts: Counter[str] = field(default_factory=Counter)
    """How many are `new`, `changed`, `same`, `refused`."""
    sample: list[dict[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, verdict: str, code: str, name: str) -> None:
        """Count one of them."""
        self.counts[verdict] += 1
        if verdict in {"new", "changed"} and len(self.sample) < SAMPLE_MAX:
            self.sample.append({"verdict": verdict, "code": code, "name": name})

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Note what is wrong."""
        self.problems += problems

    def as_told(self) -> dict[str, Any]:
        """The outcome as it travels; `refused` counts rows that something is wrong with."""
        refused = len({problem.row for problem in self.problems})
        return {
            "encoding": self.encoding,
            "rows": self.rows,
            "new": self.counts["new"],
            "changed": self.counts["changed"],
            "same": self.counts["same"],
            "refused": refused,
            "sample": self.sample,
            "problems": sorted(self.problems, key=lambda one: (one.row, one.column)),
        }


def settle_products(
    session: Session, owner_id: int, read: ProductFile, *, is_taken: bool
) -> Outcome:
    """Say what a file of products comes to; where it is taken, write what it says.

    The owner's products stand still meanwhile, so that two files do not put one code on two.
    """
    if is_taken:
        catalog.lock_owner(session, owner_id)
    known = catalogue_for(session, owner_id, read.products)
    outcome = Outcome(read.file.encoding, len(read.file.rows), problems=list(read.problems))
    wishes = []
    for draft in read.products:
        verdict = verdict_on_product(read.file, draft, known)
        if not isinstance(verdict, str):
            outcome.refuse(verdict)
            continue
        outcome.add(verdict, draft.sku, draft.told.get("name", ""))
        if verdict != "same":
            wishes.append(catalog.ProductWish(draft.sku, draft.told, draft.codes))
    if is_taken and wishes:
        catalog.write_products(session, owner_id, wishes)
        stock.tell_available(session, sold_otherwise(wishes, known), safety_changed=True)
    return outcome


def sold_otherwise(wishes: Sequence[catalog.ProductWish], known: Catalogue) -> list[int]:
    """Known products of which other numbers may be for sale now."""
    return sorted(
        known.products[wish.sku].product_id
        for wish in wishes
        if wish.sku in known.products
        and any(
            name in wish.told and wish.told[name] != known.products[wish.sku].told[name]
            for name in SOLD_BY
        )
    )


def catalogue_for(session: Session, owner_id: int, drafts: Sequence[ProductDraft]) -> Catalogue:
    """What is known of the products of a file."""
    products = catalog.products_called(session, owner_id, {draft.sku for draft in drafts})
    codes = {code for draft in drafts for raw in draft.codes if (code := item_code(raw))}
    ids = {one.product_id: sku for sku, one in products.items()}
    return Catalogue(
        products,
        catalog.codes_on_goods(session, owner_id, codes),
        frozenset(ids[one] for one in stock.products_lying(session, ids)),
    )


def settle_customers(
    session: Session, owner_id: int, read: CustomerFile, secret: bytes, *, is_taken: bool
) -> Outcome:
    """Say what a file of customers comes to; where it is taken, write what it says."""
    if is_taken:
        catalog.lock_owner(session, owner_id)
    outcome = Outcome(read.file.encoding, len(read.file.rows), problems=list(read.problems))
    keys = {draft.row: key_of_draft(draft, secret) for draft in read.customers}
    known = catalog.customer_terms(session, {(owner_id, key) for key in keys.values()})
    seen: set[str] = set()
    for draft in read.customers:
        key = keys[draft.row]
        if key in seen:
            outcome.refuse([read.file.problem(draft.row, "name", "row_repeated", "")])
            continue
        seen.add(key)
        stands = known.get((owner_id, key))
        terms = None if stands is None else {name: getattr(stands, name) for name in TERMS}
        verdict = verdict_on_customer(draft, terms)
        outcome.add(verdict, "", draft.told["name"])
        if is_taken and verdict != "same":
            catalog.set_customer_terms(
                session, owner_id, key, {**BLANK, **(terms or {}), **draft.told}
            )
    return outcome


def key_of_draft(draft: CustomerDraft, secret: bytes) -> str:
    """By which orders know a customer."""
    return key_of(Customer(mail=draft.mail, phone=draft.phone), secret)
