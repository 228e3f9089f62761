"""Who sent a webhook: HMAC-SHA256 over the bytes as they came, before anything reads them. Pure."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

from server.exchange.shop_apis.frame import Headers, Heading

CHARACTERS_MAX = 100
SIGNATURE = "X-Shopify-Hmac-SHA256"
TOPIC = "X-Shopify-Topic"
WEBHOOK_ID = "X-Shopify-Webhook-Id"


def heading_of(headers: Headers) -> Heading | None:
    """The webhook's id and topic; none where one is missing or longer than Shopify's are."""
    told = [headers.get(name, "") for name in (WEBHOOK_ID, TOPIC)]
    if not all(0 < len(one) <= CHARACTERS_MAX and one.isascii() for one in told):
        return None
    return Heading(*told)


def is_signed(headers: Headers, body: bytes, secrets: Sequence[str]) -> bool:
    """Whether one of the secrets signed these bytes; every one is tried, whatever was found."""
    told = headers.get(SIGNATURE, "").encode("utf-8", "replace")
    found = [hmac.compare_digest(told, signature_of(secret, body)) for secret in secrets]
    return any(found)


def signature_of(secret: str, body: bytes) -> bytes:
    """What the app's secret makes of a body."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
