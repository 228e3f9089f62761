"""Files of what orders are about: products (商品) and customers with terms of their own (お客様).

A file is looked at first: what is new, what changes, what cannot come in, cell by cell. Taken in
again it changes nothing. An empty cell leaves what is known as it is. Pure reading lies in
`reading`, `products` and `customers`; what is known and written in `actions`; the doors in
`routes`.
"""
