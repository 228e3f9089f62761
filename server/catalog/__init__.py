"""The catalogue: owners (荷主), their shops (店舗), products (商品), the codes on them, carriers.

One scan of a code means a product and a number of pieces: a case code means a case. Carriers are
data with a validity, so that a new cut-off or name needs no new version of anything.
"""

from server.catalog.customers import (
    CustomerTerms,
    all_customer_terms,
    change_customer_terms,
    customer_terms,
    end_customer_terms,
    set_customer_terms,
)
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
    "CustomerTerms",
    "OwnerCard",
    "ProductCard",
    "ProductTerms",
    "ProductTraits",
    "SenderCard",
    "ShopCard",
    "ShopTerms",
    "all_customer_terms",
    "all_kits",
    "carriers",
    "categories",
    "change_customer_terms",
    "codes_of_products",
    "contracts",
    "customer_terms",
    "end_customer_terms",
    "flyers_of",
    "give_own_codes",
    "goods_of",
    "job_codes",
    "kits_among",
    "kits_with",
    "lock_carrier",
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
    "set_customer_terms",
    "set_product_terms",
    "set_sender",
    "set_shop_terms",
    "shop_terms",
    "shops",
    "write_kit",
]
