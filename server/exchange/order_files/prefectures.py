"""都道府県: the 47 of them, by the codes that files use (JIS X 0401, as in JP-13)."""

import re

# fmt: off
PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県",
    "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県",
    "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府",
    "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県",
    "鹿児島県", "沖縄県",
)
# fmt: on
BEGINS_WITH_ONE = re.compile("|".join(PREFECTURES))
CODE = re.compile("JP-?([0-9]{2})")


def prefecture_of(text: str) -> str:
    """A prefecture's name from its name or code; any other text as it stands."""
    code = CODE.fullmatch(text)
    if code and 1 <= int(code[1]) <= len(PREFECTURES):
        return PREFECTURES[int(code[1]) - 1]
    return text


def split_address(prefecture: str, address: str) -> tuple[str, str]:
    """Prefecture and the address behind it, which may begin with the prefecture once more."""
    found = BEGINS_WITH_ONE.match(address)
    if found and prefecture in {"", found[0]}:
        return found[0], address[found.end() :].lstrip(" \u3000")
    return prefecture, address
