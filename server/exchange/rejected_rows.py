"""The rows that did not come in, as a file: to be corrected and handed in again."""

import csv
import io
from collections.abc import Mapping

from server.exchange.order_files import OrderFile
from server.vocabulary import without_formula

REASON_COLUMNS = ("tanaban_row", "tanaban_reason", "tanaban_column")


def rejected_file(file: OrderFile, reasons: Mapping[int, tuple[str, str]]) -> bytes:
    """A CSV of the rejected rows as they came, with three columns behind that say why.

    It opens rightly in a spreadsheet (UTF-8 with BOM, nothing taken for a formula) and can be
    handed in again: unknown columns are passed over.

    Args:
        file: the file they came in.
        reasons: row → code and column.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    header = [without_formula(name) for name in file.recognised.header]
    writer.writerow([*header, *REASON_COLUMNS])
    for row, cells in file.rows_as_written(set(reasons)):
        code, column = reasons[row]
        kept = [without_formula(cell) for cell in cells[: len(header)]]
        kept += [""] * (len(header) - len(kept))
        writer.writerow([*kept, str(row), code, without_formula(column)])
    return text.getvalue().encode("utf-8-sig")
