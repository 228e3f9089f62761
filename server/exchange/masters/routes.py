"""The doors for files of products and customers: the office's, and that of the shop's systems."""

from typing import Any

from server import catalog
from server.exchange.desk import secret
from server.exchange.masters.actions import Outcome, settle_customers, settle_products
from server.exchange.masters.customers import COLUMNS as CUSTOMER_COLUMNS
from server.exchange.masters.customers import CustomerFile, read_customers
from server.exchange.masters.products import COLUMNS as PRODUCT_COLUMNS
from server.exchange.masters.products import ProductFile, read_products
from server.exchange.masters.schemas import (
    MasterAnswer,
    MasterForm,
    MastersAnswer,
    MasterStep,
    MasterUpload,
)
from server.exchange.order_files import FileRefused
from server.foundation import (
    RoomRoutes,
    allow,
    key_holder,
    reading,
    refuse,
    takes_files,
    transaction,
)
from server.foundation.patience import in_native_thread

routes = RoomRoutes("masters", "Files of products and customers: looked at, then taken in.")

MASTER_FILE_BYTES_MAX = 32_000_000
REFUSED = "nothing came in; the code says why, as in `missing_column` or `bytes_unreadable`"
READERS = {"products": read_products, "customers": read_customers}


@routes.get("/masters")
@allow.office("supervisor", "administrator")
@routes.response(200, MastersAnswer)
def show_masters() -> dict[str, Any]:
    """Whose files may be handed in, and the columns that they may have."""
    with reading() as session:
        owners = [{"code": one.code, "name": one.name} for one in catalog.owners(session)]
    return {
        "owners": owners,
        "products": [column.names[0] for column in PRODUCT_COLUMNS.values()],
        "customers": [column.names[0] for column in CUSTOMER_COLUMNS.values()],
    }


@routes.post("/products/files")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=MASTER_FILE_BYTES_MAX)
@routes.arguments(MasterForm, location="form")
@routes.arguments(MasterUpload, location="files")
@routes.response(200, MasterAnswer)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(422, description=REFUSED)
def hand_in_products(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """Look at a file of products (`step=look`), or take in what of it can come in (`step=take`)."""
    return settled("products", files["file"].read(), owner_named(form["owner"]), form["step"])


@routes.post("/customers/files")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=MASTER_FILE_BYTES_MAX)
@routes.arguments(MasterForm, location="form")
@routes.arguments(MasterUpload, location="files")
@routes.response(200, MasterAnswer)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(422, description=REFUSED)
def hand_in_customers(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """Look at a file of customers with terms of their own, or take it in."""
    return settled("customers", files["file"].read(), owner_named(form["owner"]), form["step"])


@routes.post("/shop-products/files")
@allow.key
@takes_files(bytes_max=MASTER_FILE_BYTES_MAX)
@routes.arguments(MasterStep, location="form")
@routes.arguments(MasterUpload, location="files")
@routes.response(200, MasterAnswer)
@routes.alt_response(401, description="`key_unknown`")
@routes.alt_response(403, description="`key_is_of_one_shop`")
@routes.alt_response(422, description=REFUSED)
def hand_in_products_by_key(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """The same by the key of a connection: the products of its owner."""
    return settled("products", files["file"].read(), owner_by_key(), form["step"])


@routes.post("/shop-customers/files")
@allow.key
@takes_files(bytes_max=MASTER_FILE_BYTES_MAX)
@routes.arguments(MasterStep, location="form")
@routes.arguments(MasterUpload, location="files")
@routes.response(200, MasterAnswer)
@routes.alt_response(401, description="`key_unknown`")
@routes.alt_response(403, description="`key_is_of_one_shop`")
@routes.alt_response(422, description=REFUSED)
def hand_in_customers_by_key(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """The same by the key of a connection: the customers of its owner."""
    return settled("customers", files["file"].read(), owner_by_key(), form["step"])


def owner_named(code: str) -> int:
    """An owner by code; refuses another."""
    with reading() as session:
        owners = {owner.code: owner.id for owner in catalog.owners(session)}
    if code not in owners:
        refuse(404, "owner_unknown", "There is no such owner.", owner=code)
    return owners[code]


def owner_by_key() -> int:
    """Whose connection asks; what all shops of an owner share is not changed by one of them."""
    key = key_holder()
    if key.shop_id is not None:
        refuse(403, "key_is_of_one_shop", "Products and customers are those of the whole owner.")
    return key.owner_id


def settled(what: str, content: bytes, owner_id: int, step: str) -> dict[str, Any]:
    """What a file comes to, as it is answered."""
    outcome = look_or_take(what, content, owner_id, is_taken=step == "take")
    if isinstance(outcome, FileRefused):
        refuse(422, outcome.code, "Nothing of this file can come in.", **outcome.detail)
    return outcome.as_told()


def look_or_take(
    what: str, content: bytes, owner_id: int, *, is_taken: bool
) -> Outcome | FileRefused:
    """Read a file of `products` or `customers` beside the event loop, then look or take."""
    read = in_native_thread(READERS[what], content)
    if isinstance(read, FileRefused):
        return read
    with transaction() if is_taken else reading() as session:
        if isinstance(read, ProductFile):
            return settle_products(session, owner_id, read, is_taken=is_taken)
        assert isinstance(read, CustomerFile)
        return settle_customers(session, owner_id, read, secret(), is_taken=is_taken)
