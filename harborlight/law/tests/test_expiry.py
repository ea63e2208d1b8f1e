"""Until when a paper is good for a filing."""

from __future__ import annotations

from datetime import date

import pytest

from harborlight.law.expiry import expiries, good_until

DAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("kind", "issued", "printed", "good"),
    [
        ("passport", DAY, date(2030, 1, 10), date(2029, 7, 11)),
        ("passport", DAY, None, None),
        ("police certificate", DAY, None, date(2028, 1, 10)),
        ("bank letter", DAY, None, date(2026, 3, 11)),
        ("photo", DAY, None, date(2026, 2, 9)),
        # What stands on it counts where it is earlier.
        ("police certificate", DAY, date(2026, 6, 1), date(2026, 6, 1)),
        ("police certificate", None, None, None),
        # No rule: the day on it.
        ("visa", DAY, date(2026, 6, 1), date(2026, 6, 1)),
        ("visa", DAY, None, None),
    ],
)
def test_a_paper_is_good_until_a_day(kind, issued, printed, good):
    assert good_until(kind, issued_on=issued, expires_on=printed) == good


def test_every_rule_names_its_source_and_nobody_has_reviewed_one_yet():
    assert all(rule.source and rule.reviewed is None for rule in expiries().values())
