"""Tables of rules: the rules, their versions, and what they have said about each order."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Rule(Record):
    """ルール: of one owner, for that owner's orders only."""

    __tablename__ = "rules"
    __table_args__ = (Index("ix_rules_owner_id", "owner_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    is_on: Mapped[bool] = mapped_column(default=False)
    at: Mapped[str] = mapped_column(String(10), default="release", server_default="release")
    """When the version in force is asked: until release, before packing, at close."""
    version: Mapped[int] = mapped_column(default=1)
    """The number of the version that is in force."""
    changed_at: Mapped[datetime]


class RuleVersion(Record):
    """What a rule said from one saving to the next; never changed."""

    __tablename__ = "rule_versions"
    __table_args__ = (UniqueConstraint("rule_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("rules.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The rule as data, as it is exported."""
    saved_at: Mapped[datetime]
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class OrderRuling(Record):
    """What the rules have made of an order, and what it was without them."""

    __tablename__ = "order_rulings"

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    """Of what the rules said last."""
    own_carrier: Mapped[str] = mapped_column(String(20))
    own_service: Mapped[str] = mapped_column(String(40))
    own_ship_by: Mapped[datetime]
    """How it would leave without rules."""
    stage_before: Mapped[str | None] = mapped_column(String(10))
    """Where it goes back to; only while a rule holds it."""
    let_go: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    """Rules and versions whose hold a person has ended."""
    is_urgent: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    instructions: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """For packing: what each is about, and its words."""
    picker_messages: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    wave_group: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """Orders of one group share carts with no others."""
    mails: Mapped[list[list[str]]] = mapped_column(JSON, default=list, server_default="[]")
    """Mails for a person to send: subject and text."""
    flyers: Mapped[list[list[str]]] = mapped_column(JSON, default=list, server_default="[]")
    """Wishes about flyers: what to do, which, in its place, the rule's name."""
    notified: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """What the owner's systems were told; each once."""


class RuleVerdict(Record):
    """What the rules said about an order once; only ever added to, when they say something new."""

    __tablename__ = "rule_verdicts"
    __table_args__ = (Index("ix_rule_verdicts_order_id", "order_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    at: Mapped[datetime]
    moment: Mapped[str] = mapped_column(String(10))
    """`import`, `change`, `release`, `packing` or `close`."""
    is_other: Mapped[bool]
    """Whether something else was said before."""
    fired: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Which version of which rule did what, in the order in which they were asked."""


class CustomerSegment(Record):
    """顧客セグメント: a customer on an owner's list, by the keyed hash and nothing else."""

    __tablename__ = "customer_segments"
    __table_args__ = (
        UniqueConstraint("owner_id", "segment", "customer_key"),
        Index("ix_customer_segments_owner_customer", "owner_id", "customer_key"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    segment: Mapped[str] = mapped_column(String(40))
    customer_key: Mapped[str] = mapped_column(String(64))
    listed_at: Mapped[datetime]
