"""Proofs: long runs of what the tests do briefly."""
