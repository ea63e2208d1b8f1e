"""A filing that is being prepared: how often its pages ask the database does not grow with
its forms, papers and packets."""

from copy import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.billing.actions import (
    add_government_fee,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.cases.models import Party
from harborlight.documents.actions import About, file_document
from harborlight.filings.actions import attach_packet, plan_filing, share_envelope
from harborlight.filings.models import FilledBoxes, FilledForm, NeededForm, Signing
from harborlight.firm.clock import today
from harborlight.firm.ids import new_id
from harborlight.firm.vault.keys import trust_keys
from harborlight.packets.actions import add_papers, ask_build, make_packet
from harborlight.packets.tests.conftest import paper, work
from harborlight.papers.tests import honest
from harborlight.staff.tests.at_the_desk import at_the_desk
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_forms import checked
from tests.questions import questions
from tests.whole_case import accept_papers

FORMS, PAPERS, PACKETS = 10, 20, 2
# More than twice what a page may ask (questions.MOST): these pages look into every room of
# the house at one moment, and cannot be shown in parts (decision 30). What is held is that
# a packet, a form, a paper or a filing in the same envelope more asks nothing more, and that
# it grows no further. Whoever brings them down lowers these.
MOST_HERE = {"preflight": 26, "record-sent": 27}


@pytest.fixture
def heavy(signed, paul, ada, ben):
    """Ten forms, twenty papers in two packets, money held for a fee; certified."""
    begun, filed = signed
    accept_papers(paul, begun.case)
    _more_forms(filed)
    for number in range(PACKETS):
        _packet(paul, begun, filed, number)
    _money(ada, ben, begun.case)
    beside = plan_filing(paul, begun.case, name="Beside", forms=[("I-131", "")])
    share_envelope(paul, beside, within=filed)
    checked(paul, ada, filed)
    # A form that costs something: what is held for it is asked for, too.
    NeededForm.objects.create(
        firm=filed.firm, case=filed.case, filing=filed, form="I-130", position=FORMS
    )
    return filed


def _more_forms(filed):
    """The same form for others: what is read of each is what is read of the first."""
    first = NeededForm.objects.get(filing=filed)
    filled = FilledForm.objects.get(needed=first)
    # It prints the attorney's bar number, so that those details are looked at, too.
    filled.house = {"attorney.bar_number": ""}
    filled.save()
    boxes = FilledBoxes.objects.get(filled=filled).boxes
    for number in range(1, FORMS):
        needed = _again(first, client=f"client {number}", position=number)
        other = _again(filled, needed=needed)
        FilledBoxes.objects.create(
            firm=filed.firm, case=filed.case, filled=other, boxes=boxes
        )
        for one in Signing.objects.filter(filled=filled):
            _again(one, filled=other)


def _again(row, **changed):
    """The row once more, with another id and what else is another in it."""
    other = copy(row)
    other._state = copy(row._state)
    for name, value in {"pk": new_id(), **changed}.items():
        setattr(other, name, value)
    other.save(force_insert=True)
    return other


def _packet(paul, begun, filed, number):
    packet = make_packet(
        paul,
        begun.case,
        name=f"Exhibits {number}",
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    kept = paper(honest.pdf())(begun)
    versions = [_letter(paul, begun.case, kept) for _ in range(PAPERS // PACKETS)]
    add_papers(paul, packet, versions=versions)
    ask_build(paul, packet)
    work()
    attach_packet(paul, packet, filing=filed)


def _letter(paul, case, kept):
    said = {"title": "Letter", "kind": "letter", "person": None, "shared": False}
    return file_document(paul, case, checked=kept, about=About(), **said)


def _money(ada, ben, case):
    payer = Party.objects.get(case=case, part="petitioner").person
    day = today(case.firm.time_zone)
    invoice = draft_invoice(ada, case, payer=payer)
    said = {"form": "i-130", "channel": "paper", "on": day, "texts": {"en": "I-130"}}
    add_government_fee(ada, invoice, **said)
    issue_invoice(ada, invoice)
    receive_payment(ben, invoice, cents=67_500, method="check 1", on=day, once="1")


@pytest.mark.feature("F221")
@pytest.mark.parametrize(("page", "most"), MOST_HERE.items())
def test_a_filing_that_is_prepared_is_read_together(ada, heavy, page, most):
    desk = at_the_desk(ada)
    trust_keys()
    with CaptureQueriesContext(connection) as captured:
        shown = desk.get(at(page, heavy.pk))
    assert shown.status_code == 200
    asked = questions(captured.captured_queries)
    assert len(asked) <= most, "\n".join([str(len(asked)), *asked])
