"""Holding at the door what fails, and letting it in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from server import orders, rules
from server.exchange.door.decisions import Finding
from server.exchange.door.queries import Looked, checks_of, look_at
from server.exchange.door.records import OrderCheck
from server.foundation import announce

HOLD_REASON = "at_the_door"
FREE = ("waiting", "reserved")


def come_in(session: Session, order_ids: Sequence[int]) -> None:
    """Look at new orders, let rules say what is to be done with them, and look at what they chose.

    What the door holds no rule has to think about; it is asked once the order is let in.
    """
    if not order_ids:
        return
    free = look(session, order_ids)
    ask_rules(session, {one: free[one] for one in order_ids if one in free}, "import")


def ask_rules(session: Session, ways: Mapping[int, tuple[str, str]], moment: str) -> None:
    """Let rules say about orders what is to be done; who leaves otherwise is looked at again."""
    otherwise = rules.apply(session, list(ways), moment)
    if not otherwise:
        return
    now = {one.id: way_of(one) for one in orders.whole_orders(session, otherwise)}
    look(session, [order_id for order_id, way in now.items() if ways[order_id] != way])


def look(session: Session, order_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Look at orders, hold those of which something is found, let go those of which nothing is.

    Returns:
        The orders that the door does not hold now, with carrier and service.
    """
    if not order_ids:
        return {}
    checks = checks_of(session, order_ids)
    holds: list[int] = []
    goes_on: dict[str, list[int]] = defaultdict(list)
    ways: dict[int, tuple[str, str]] = {}
    for one in look_at(session, order_ids, for_change=True):
        order, stage = one.order, settle(session, one, checks.get(one.order.id))
        if stage is None:
            holds.append(order.id)
        else:
            ways[order.id] = way_of(order)
        if stage not in {None, order.stage}:
            goes_on[str(stage)].append(order.id)
    session.flush()
    orders.set_stage(session, holds, "held", hold_reason=HOLD_REASON, only_from=FREE)
    for stage, some in sorted(goes_on.items()):
        orders.set_stage(session, some, stage, only_from=["held"])
        ask_rules(session, {one: ways[one] for one in some}, "change")
    return ways


def settle(session: Session, one: Looked, check: OrderCheck | None) -> str | None:
    """Write down what was found of an order; the stage it should be in, none: the door holds it."""
    stage = one.order.stage
    is_ours = check is not None and check.stage_before is not None
    if check is not None and stage == "held" and one.order.hold_reason != HOLD_REASON:
        # Changed meanwhile, and a rule holds it now: the door looks again when it goes on.
        check.stage_before, check.codes, is_ours = None, [], False
    if stage == "held" and not is_ours:
        return stage
    hinders = hindering(one, check)
    if hinders:
        check = check or begin_check(session, one.order.id)
        check.codes = sorted({finding.code for finding in hinders})
        # Whoever changed its lines meanwhile has let it go.
        check.stage_before = stage if stage in FREE else check.stage_before
        return None
    if check is None or check.stage_before is None:
        return stage
    stage, check.stage_before, check.codes = check.stage_before, None, []
    return stage


def hindering(looked: Looked, check: OrderCheck | None) -> list[Finding]:
    """What was found and not let in."""
    let_in = set() if check is None else set(check.let_in)
    return [finding for finding in looked.findings if finding.key not in let_in]


def begin_check(session: Session, order_id: int) -> OrderCheck:
    """Begin to keep what was found of an order."""
    check = OrderCheck(order_id=order_id, stage_before=None, codes=[], let_in=[])
    session.add(check)
    return check


def way_of(order: orders.WholeOrder) -> tuple[str, str]:
    """Carrier and service of an order."""
    return order.carrier_code, order.service


def take_proposal(session: Session, order_id: int, key: str, *, person_id: int) -> str | None:
    """Write what a finding proposes, and look again; why not, as a code.

    The key is that of the text that the person has seen: what was changed meanwhile is not touched.
    """
    found = finding_of(session, order_id, key)
    if found is None:
        return "finding_is_gone"
    if not found.proposed:
        return "nothing_proposed"
    if not orders.mend(session, order_id, found.proposed, person_id=person_id):
        return "finding_is_gone"
    look(session, [order_id])
    return None


def let_in(session: Session, order_id: int, keys: Sequence[str], *, person_id: int) -> str | None:
    """Let an order in though these things were found of it; why not, as a code.

    Something else that is found later holds it again.
    """
    found = {key: finding_of(session, order_id, key) for key in keys}
    if not all(found.values()):
        return "finding_is_gone"
    check = checks_of(session, [order_id]).get(order_id) or begin_check(session, order_id)
    check.let_in = [*check.let_in, *(key for key in keys if key not in check.let_in)]
    announce(
        session,
        topic=f"order:{order_id}",
        kind="order_let_in",
        body={"codes": sorted({one.code for one in found.values() if one}), "person": person_id},
    )
    session.flush()
    look(session, [order_id])
    return None


def finding_of(session: Session, order_id: int, key: str) -> Finding | None:
    """A finding that is true now; None when it is not, or no longer."""
    return next(
        (
            finding
            for one in look_at(session, [order_id], for_change=True)
            for finding in one.findings
            if finding.key == key
        ),
        None,
    )
