"""The language of conditions: facts, operators, blocks, patterns. Pure."""
