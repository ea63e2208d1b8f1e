"""Whoever steals the database reads no number that opens doors, in no table of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from harborlight.facts.models import Fact
from harborlight.firm.clock import standing_at
from harborlight.firm.readers import keep_up_in
from harborlight.firm.tenancy import everywhere
from harborlight.firm.vault.stored import plain_of
from harborlight.papers.reading import read
from harborlight.questionnaires.actions import answer, correct_answer
from harborlight.questionnaires.queries import sent_to
from tests.whole_case import begin, family, furnish, to_the_receipt

NUMBERS = {
    "petitioner.ssn": "418506237",
    "petitioner.a_number": "075931486",
    "petitioner.passport.number": "B73920415",
}
CORRECTED = "B58203196"
# Not sealed: it shows that the search would have found the others.
TOLD = {"petitioner.contact.phone_day": "+12135550171"}


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def everything_written():
    """Each value of each table, as the database itself keeps it, without our keys."""
    found = []
    with everywhere("a test reads all tables"), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [(table, value) for value in row if value is not None]
    return found


def tables_that_tell(written, number):
    """Where it stands: whole, or its digits with signs between them."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return {
        table
        for table, value in written
        if digits in _digits(value) or number.encode() in _bytes(value)
    }


def _bytes(value):
    kept = isinstance(value, (bytes, memoryview))
    return bytes(value) if kept else str(value).encode()


def _digits(value):
    return "".join(sign for sign in str(value) if sign.isdigit())


@pytest.mark.feature("F248")
def test_numbers_that_open_doors_stand_nowhere_in_plain_digits(
    harbor, begun, maria, ada
):
    sent = next(s for s in sent_to(maria, begun.case))
    answer(maria, sent, screen="", answers=NUMBERS | TOLD)
    correct_answer(
        ada,
        begun.case,
        person=begun.petitioner.person,
        place=("passport.number", None),
        value=CORRECTED,
        reason="As the passport says.",
    )
    keep_up_in(harbor)
    read = {fact.value for fact in Fact.objects.all()}
    assert read >= {*NUMBERS.values(), CORRECTED}  # with our keys all are there
    written = everything_written()
    assert tables_that_tell(written, TOLD["petitioner.contact.phone_day"])
    for number in (*NUMBERS.values(), CORRECTED):
        assert tables_that_tell(written, number) == set(), number


@pytest.fixture
def whole(clock, ada, maria, omar):
    """A case to be run to its receipt; the form is of our own making."""
    with standing_at(datetime(2026, 6, 15, 15, tzinfo=UTC)):
        furnish(clock)
        begun = begin(ada, playbook="practice-spouse")
        clients = {"petitioner": maria, "beneficiary": omar}
        for part, client in clients.items():
            person = getattr(begun, part).person
            person.login_id = client.user_id
            person.save()
        yield begun, clients


@pytest.mark.feature("F248")
def test_after_a_whole_case_no_table_tells_a_number(harbor, whole, ada, paul, pat):
    """Filled, signed, sent and paid: what the forms say of themselves tells none either."""
    begun, clients = whole
    answers = family()
    answers["petitioner"]["ssn"] = NUMBERS["petitioner.ssn"]
    answers["petitioner"]["a_number"] = NUMBERS["petitioner.a_number"]
    answers["beneficiary"]["passport"]["number"] = NUMBERS["petitioner.passport.number"]
    filing = to_the_receipt(begun, clients, ada, paul, pat, answers)
    keep_up_in(harbor)
    filled = filing.forms.get().filled.get()
    on_paper = str(read(b"".join(plain_of(filled.file).pieces())))
    known = {fact.value for fact in Fact.objects.all()}
    assert known >= {*NUMBERS.values()}
    assert any(number in on_paper for number in NUMBERS.values()), (
        "it stands on the form"
    )
    written = everything_written()
    for number in NUMBERS.values():
        assert tables_that_tell(written, number) == set(), number
