"""The door (受付チェック): what a carrier would stumble over is found as an order comes in.

An order is looked at the moment it comes in: whether its address is one, fits the slip of its
carrier and can be written by it, and whether the same was not ordered just before. What fails is
held with a plain sentence; a person takes the proposed text with one click, or lets it in as it is.
"""
