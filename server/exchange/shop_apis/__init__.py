"""Shops by their API: orders come in, and parcels and stock go out, without a file.

What a shop's system tells is kept with its very bytes and answered at once; the worker takes it in
through the same door as files. Whatever comes late, twice or in another order, an order ends as the
shop said it last (`updated_at`). What never came is fetched. What goes out is news like any
other (`connections`), told in the words of that system. A further system is one more `ShopApi`.
"""
