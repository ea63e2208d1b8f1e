"""How a case stands at the agency, as its client reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from harborlight.agency.actions import enter_times, observe, track_number
from harborlight.firm.clock import standing_at
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_pages import get

JUNE = datetime(2026, 6, 1, 15, tzinfo=UTC)
LATER = datetime(2026, 6, 20, 15, tzinfo=UTC)
NUMBER = "IOE0912345678"


def page_of(browser, begun) -> str:
    return get(browser, "case-of", begun.case.pk)


@pytest.fixture
def tracked(begun, ada):
    with standing_at(JUNE):
        said = {"number": NUMBER, "again": NUMBER, "what": "I-130"}
        said |= {"received_on": date(2026, 1, 1)}
        row = track_number(ada, begun.case, agency="USCIS", **said)
        observe(ada, row, source="hand", text="Case Was Received")
    return row


@pytest.mark.feature("F127", "F123", "F125")
def test_the_client_reads_how_it_stands_and_how_long_such_cases_take(
    begun, clients, tracked, ada
):
    browser = browser_of(clients["beneficiary"])
    for low, high, on in ((50, 80, date(2026, 4, 1)), (60, 100, date(2026, 5, 1))):
        said = {"published_on": on, "source": "egov.uscis.gov", "office": ""}
        enter_times(ada, form="I-130", low=low, high=high, **said)
    with standing_at(LATER):
        page = page_of(browser, begun)
        assert NUMBER in page and "“Case Was Received”" in page
        assert "Last checked June 1, 2026" in page and "looked up by a person" in page
        assert "took between 6 and 10 months" in page
        assert "between July 3, 2026 and November 1, 2026" in page
        assert "an estimate, not a promise" in page
        # What a person must tell changes nothing, not even the day of the check.
        observe(ada, tracked, source="hand", text="Case Was Denied")
        assert page_of(browser, begun) == page
    with standing_at(datetime(2027, 6, 1, tzinfo=UTC)):
        later = browser_of(clients["beneficiary"])
        assert "takes longer than most" in page_of(later, begun)


def test_a_client_of_another_case_and_one_of_whom_nothing_is_known_read_nothing(
    begun, clients, ada
):
    said = {"number": NUMBER, "again": NUMBER}
    row = track_number(ada, begun.case, agency="USCIS", **said)
    observe(ada, row, source="hand", text="Nobody knows this")
    page = page_of(browser_of(clients["beneficiary"]), begun)
    assert NUMBER not in page and "Nobody knows" not in page
