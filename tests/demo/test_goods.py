"""The demo's goods: their codes can be scanned, their pictures can be told apart."""

from xml.etree import ElementTree as ET

import pytest

from scripts.demo_warehouse.pictures import picture_of
from scripts.demo_warehouse.products import DemoProduct, demo_products
from scripts.demo_warehouse.shops import FLYERS
from server.vocabulary import gtin14, item_code, label_of, read

PICTURE_BYTES_MAX = 3000
SVG = "{http://www.w3.org/2000/svg}"
DRAWN_WITH = {
    "circle",
    "defs",
    "ellipse",
    "g",
    "linearGradient",
    "path",
    "pattern",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "text",
    "tspan",
    "use",
}


def pictures() -> dict[str, str]:
    """Every picture by SKU."""
    looks = [(product.sku, product.goods.look) for product in demo_products()]
    looks += [(flyer.code, flyer.look) for flyer in FLYERS]
    return {sku: picture_of(look) for sku, look in looks}


def test_there_are_some_800_products_of_three_shops() -> None:
    products = demo_products()
    assert 780 <= len(products) <= 850
    assert {product.shop.code for product in products} == {"honoshizuku", "yamasato", "nunoma"}
    assert len({product.sku for product in products}) == len(products)


def test_every_jan_code_is_japanese_and_its_check_digit_right() -> None:
    for product in demo_products():
        if product.jan is not None:
            assert len(product.jan) == 13
            assert product.jan[:2] in {"45", "49"}
            assert gtin14(product.jan) == f"0{product.jan}"


def test_a_case_has_an_itf_code_of_the_jan_it_holds() -> None:
    cases = [product for product in demo_products() if product.case_code]
    assert len(cases) > 100
    for product in cases:
        assert product.jan is not None
        assert product.case_code is not None
        assert gtin14(product.case_code) == product.case_code
        assert product.case_code[1:13] == product.jan[:12]
        assert product.goods.family.case_pieces in {6, 12, 24}


def test_no_code_means_two_products() -> None:
    codes = [
        code
        for product in demo_products()
        for code in (product.jan or product.sku, product.case_code)
        if code
    ]
    codes += [flyer.code for flyer in FLYERS]
    assert len({item_code(code) for code in codes}) == len(codes)


def test_a_product_without_maker_code_is_scanned_by_its_sku() -> None:
    for product in demo_products():
        if product.jan is None:
            assert read(product.sku)[0].kind == "item"
            assert read(product.sku)[0].code == product.sku


def test_a_flyer_is_scanned_by_its_label() -> None:
    for flyer in FLYERS:
        first = read(label_of(flyer.code))[0]
        assert (first.kind, first.code) == ("item", flyer.code)


def test_a_product_says_what_its_variants_are() -> None:
    by_name: dict[tuple[str, str, str], list[DemoProduct]] = {}
    for product in demo_products():
        by_name.setdefault((product.shop.code, product.name, product.goods.variant), []).append(
            product
        )
    assert all(len(same) == 1 for same in by_name.values())


def test_every_picture_is_plain_svg_without_script_style_or_address() -> None:
    for sku, picture in pictures().items():
        for element in ET.fromstring(picture).iter():
            assert element.tag.removeprefix(SVG) in DRAWN_WITH, sku
            for name, value in element.attrib.items():
                assert not name.startswith("on"), sku
                assert name != "style", sku
                assert "http" not in value, sku
                assert name != "href" or value.startswith("#"), sku


def test_every_picture_is_small() -> None:
    assert max(len(picture.encode()) for picture in pictures().values()) <= PICTURE_BYTES_MAX


def test_no_two_products_have_the_same_picture() -> None:
    drawn = pictures()
    assert len(set(drawn.values())) == len(drawn)


def test_nobody_can_draw_an_unknown_form() -> None:
    look = demo_products()[0].goods.look
    with pytest.raises(KeyError):
        picture_of(type(look)("elephant", look.colour, look.trim))
