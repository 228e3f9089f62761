"""The whole list of what may be sold (販売可能数), for shops that compare.

Changes are told one by one, at once. Every night each connection that hears them is compared with
the book, product by product: what it heard last against what its shops may offer now. Each
difference is kept with its cause, and told once more.
"""
