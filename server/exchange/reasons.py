"""Every reason that exchange gives; docs/order_files.md and the client have words for each."""

FILE_REASONS = (
    "file_is_empty",
    "file_is_a_spreadsheet",
    "file_is_binary",
    "json_unreadable",
    "encoding_is_utf16",
    "bytes_unreadable",
    "profile_unknown",
    "format_unknown",
    "missing_column",
    "column_twice",
    "no_rows",
    "too_many_rows",
    "shop_unknown",
    "numbers_not_found",
)
"""Why nothing of a file can come in."""

ROW_REASONS = (
    "missing_order_number",
    "number_damaged_by_spreadsheet",
    "control_character",
    "cell_too_long",
    "quote_not_closed",
    "too_few_cells",
    "too_many_cells",
    "row_half_written",
    "date_unreadable",
    "quantity_unreadable",
    "quantity_not_positive",
    "quantity_too_large",
    "amount_unreadable",
    "flag_unreadable",
    "product_code_missing",
    "unknown_product",
    "consignee_missing",
    "rows_disagree",
    "row_repeated",
    "order_repeated_differently",
    "too_many_rows_for_one_order",
    "order_is_cancelled",
    "not_paid_yet",
    "payment_status_unknown",
    "not_to_ship_yet",
    "already_shipped",
    "nothing_to_ship",
    "line_partly_shipped",
    "changed_after_import",
    "cancelled_after_import",
    "order_closed",
    "order_changed_meanwhile",
    "order_rejected_with_another_row",
    "cell_missing",
    "day_differs",
    "notice_arrived",
    "no_warehouse",
)
"""Why a row stays out."""

ROW_NOTES = ("repeated_in_file", "needs_no_shipping", "already_shipped", "order_changed")
"""What there is to say about a row that is in, or that adds nothing."""

WARNINGS = ("file_came_before", "file_came_for_other_shop")
"""What a person should know before confirming a file."""
