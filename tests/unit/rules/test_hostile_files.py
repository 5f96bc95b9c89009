from __future__ import annotations

from bench.fuzzing import fuzz


def test_no_mutant_of_a_rules_file_breaks_the_loader() -> None:
    harvest = fuzz(seed=20260601, count=400)
    assert harvest.count == 400
    assert harvest.failures == []
