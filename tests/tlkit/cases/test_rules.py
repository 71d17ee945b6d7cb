"""The rules say enough of each case, and cite what they say."""

import re

from tlkit.cases.rules import CASES
from tlkit.experiments import four_cases


def test_each_case_has_a_rule_that_is_measured():
    assert list(CASES) == list(four_cases.RULES)
    assert [rule.number for rule in CASES.values()] == [1, 2, 3, 4]


def test_every_source_named_in_a_rule_is_among_its_references():
    for rule in CASES.values():
        named = re.findall(r"(?:arXiv|doi):[\w./-]*\w", " ".join([rule.why, rule.caution]))
        assert set(named) <= set(rule.references)
        assert rule.references
