from __future__ import annotations

import pytest

from harborlight.billing.actions import issue_invoice, move_line
from harborlight.filings.actions import approve_form, fill_forms
from harborlight.filings.queries import filings
from harborlight.staff.tests.at_the_desk import joined
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.whole_case import begin, furnish, send_papers


@pytest.fixture
def begun(clock, ada, maria, omar):
    """A small case of which both clients are in the portal; files may begin their own."""
    furnish(clock)
    found = begin(ada, playbook="practice-spouse")
    joined(found, petitioner=maria, beneficiary=omar)
    return found


@pytest.fixture
def invoice(ada, begun):
    """Issued for work that is done: our fee of it is earned."""
    invoice = bill_case(ada, begun.case, course_of(ada, begun.case))
    move_line(ada, invoice.lines.get(kind="fee"), to="operating")
    issue_invoice(ada, invoice)
    return invoice


@pytest.fixture
def signed(begun, ada, paul, maria):
    """Approved, and the signed pages came; nobody has looked at them yet."""
    filed = filings(ada, begun.case).get()
    approve_form(ada, fill_forms(paul, filed)[0], despite_open=True)
    send_papers(maria, begun.case)
    return begun, filed
