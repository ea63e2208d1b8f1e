from __future__ import annotations

import pytest

from harborlight.billing.actions import issue_invoice, move_line
from harborlight.staff.tests.at_the_desk import joined
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.whole_case import begin, furnish


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
