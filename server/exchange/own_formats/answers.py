"""What a layout made of a file, as a page shows it."""

from typing import Any

from server.exchange.order_files import OrderDraft
from server.exchange.order_files.trying import Trial
from server.foundation import moment_text


def trial_answer(tried: Trial) -> dict[str, Any]:
    """A try with everything that was read."""
    return {
        "encoding": tried.encoding,
        "header": tried.header,
        "rows": [{"row": row, "cells": cells} for row, cells in tried.rows],
        "told": tried.told,
        "faults": tried.faults,
        "refusal": tried.refusal,
        "rows_read": tried.rows_read,
        "orders_good": tried.orders_good,
        "orders_bad": tried.orders_bad,
        "orders": [order_answer(order) for order in tried.orders],
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "value": problem.value,
                "external": external,
            }
            for external, problem in tried.problems
        ],
    }


def order_answer(order: OrderDraft) -> dict[str, Any]:
    """An order as it was read."""
    said = {
        "external_no": order.external_no,
        "ordered_at": moment_text(order.ordered_at),
        "carrier": order.carrier,
        "delivery_date": order.delivery_date or "",
        "delivery_slot": order.delivery_slot or "",
        "is_gift": "1" if order.is_gift else "",
        "note": order.note,
        "total_yen": str(order.total_yen) if order.total_yen else "",
        "payment": order.payment,
        "subscription_number": str(order.subscription_number or ""),
        "customer_rank": order.customer_rank,
        "coupon": order.coupon,
        "customer_mail": order.customer.mail,
        "customer_phone": order.customer.phone,
    }
    consignee = {f"consignee.{name}": text for name, text in order.consignee.as_told().items()}
    return {
        "external": order.external_no,
        "row": order.rows[0],
        "fields_read": {f"order.{name}": text for name, text in said.items() if text} | consignee,
        "lines": order.lines,
        "standing": order.standing,
    }
