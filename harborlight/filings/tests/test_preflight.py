"""Nothing goes out but what two people answered for, and only as they saw it."""

import pytest

from harborlight.config.demo.checking import certify
from harborlight.filings.actions import fill_forms, approve_form, record_sent
from harborlight.filings.certificates import check
from harborlight.filings.queries import filings
from harborlight.firm.clock import today
from harborlight.staff.tests.at_the_desk import joined
from tests.whole_case import accept_papers, begin, furnish, send_papers


@pytest.fixture
def ready(clock, ada, paul, maria, omar):
    furnish(clock)
    begun = begin(ada, playbook="practice-spouse")
    joined(begun, petitioner=maria, beneficiary=omar)
    filed = filings(ada, begun.case).get()
    approve_form(ada, fill_forms(paul, filed)[0], despite_open=True)
    send_papers(maria, begun.case)
    accept_papers(paul, begun.case)
    return begun, filed


def test_x(ada, paul, ready):
    begun, filed = ready
    day = today(begun.case.firm.time_zone)
    for one in check(ada, filed, on=day).looked:
        print(one.finding.is_hard, one.finding.where, "|", one.finding.what, "|", one.finding.why, "|", one.finding.who)
    made = certify(paul, ada, filed, on=day)
    __import__("pathlib").Path("/tmp/n/filing.cert.pdf").write_bytes(b"".join(__import__("harborlight.firm.vault.stored", fromlist=["x"]).plain_of(made.file).pieces()))
    record_sent(paul, filed, on=day, channel="paper", despite_open=True)
    assert filed.state == "sent"
