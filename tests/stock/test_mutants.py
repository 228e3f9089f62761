"""The rules that `scripts/prove mutants` makes wrong are still where it looks for them."""

from pathlib import Path

import pytest

from scripts.proofs.mutants import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_each_rule_stands_once_where_it_is_made_wrong(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text("utf-8")
    assert source.count(mutant.right) == 1
    assert mutant.wrong != mutant.right
