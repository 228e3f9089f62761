"""The catalogue: owners (荷主), their shops (店舗), products (商品), the codes on them, carriers.

One scan of a code means a product and a number of pieces: a case code means a case. Carriers are
data with a validity, so that a new cut-off or name needs no new version of anything.
"""

from server.catalog.kits import Component, all_kits, kits_among, kits_with, write_kit
from server.catalog.matching import match_codes, match_in_house
from server.catalog.own_codes import OWN_CODE, give_own_codes
from server.catalog.queries import (
    CarrierCard,
    CodeMeaning,
    OwnerCard,
    ProductCard,
    ProductTraits,
    ShopCard,
    carriers,
    categories,
    codes_of_products,
    flyers_of,
    goods_of,
    job_codes,
    lock_carrier,
    lock_owner,
    owner_ids,
    owners,
    picture_of,
    product_cards,
    product_owners,
    product_traits,
    shops,
)
from server.catalog.senders import ContractCard, SenderCard, contracts, senders, set_sender
from server.catalog.terms import (
    ProductTerms,
    ShopTerms,
    product_terms,
    set_product_terms,
    set_shop_terms,
    shop_terms,
)

__all__ = [
    "OWN_CODE",
    "CarrierCard",
    "CodeMeaning",
    "Component",
    "ContractCard",
    "OwnerCard",
    "ProductCard",
    "ProductTerms",
    "ProductTraits",
    "SenderCard",
    "ShopCard",
    "ShopTerms",
    "all_kits",
    "carriers",
    "categories",
    "codes_of_products",
    "contracts",
    "flyers_of",
    "give_own_codes",
    "goods_of",
    "job_codes",
    "kits_among",
    "kits_with",
    "lock_carrier",
    "lock_owner",
    "match_codes",
    "match_in_house",
    "owner_ids",
    "owners",
    "picture_of",
    "product_cards",
    "product_owners",
    "product_terms",
    "product_traits",
    "senders",
    "set_product_terms",
    "set_sender",
    "set_shop_terms",
    "shop_terms",
    "shops",
    "write_kit",
]
