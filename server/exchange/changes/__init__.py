"""Changes (変更): an order goes elsewhere, or wants other goods, after it came in.

The office says so on the order's page, a system of the shop by its key, our own order file by
telling of the order again. An address is checked letter by letter as at the door; a label that was
asked for is void, and is asked for again.
"""
