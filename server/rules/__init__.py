"""Rules (ルール): what a shop wants done with an order when something is true of it."""
