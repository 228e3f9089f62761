"""Cells of files that people open in a spreadsheet."""

FORMULA_BEGINNINGS = tuple("=+-@\t\r\n＝＋－＠")


def without_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; reading takes the apostrophe off again."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINNINGS) else cell
