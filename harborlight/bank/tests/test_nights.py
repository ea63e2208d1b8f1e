"""What the clock finds at night, whom it asks, and what a client is given."""

from datetime import UTC, date, datetime, time, timedelta

import pypdfium2
import pytest
from django.urls import reverse

from harborlight.bank.actions import bring_statement, match_certain, set_bank_terms
from harborlight.bank.jobs import ask_for_statements, compare_at_night, tidy_packs
from harborlight.bank.models import AuditPack
from harborlight.bank.printing import client_statement
from harborlight.bank.tests.conftest import moved, ofx
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.models import Event
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.stored import keep_bytes
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.tasks.models import Task
from harborlight.trust.models import Account, BankAccount, Book
from harborlight.workflow.actions import end_case

NIGHT = date(2026, 4, 3)


@pytest.fixture(autouse=True)
def _in_april():
    with standing_at(datetime(2026, 4, 3, 15, tzinfo=UTC)):
        yield


def bring(actor, account, *lines, balance, name="a.ofx", ends="20260331"):
    data = ofx(*lines, balance=balance, ends=ends)
    return bring_statement(actor, account, name=name, pieces=[data])


def text_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def told(kind):
    return Event.objects.filter(kind=kind).count()


@pytest.mark.feature("F177")
def test_a_difference_is_told_when_it_begins_and_when_it_is_over(
    ben, clock, case, trust
):
    moved(ben, case, 300_000, date(2026, 3, 3))
    bring(ben, trust, ("20260304", "3000.00", "f1", "W"), balance="2988.00")
    match_certain(ben, trust, on=NIGHT)
    for _night in range(2):
        assert compare_at_night(clock, NIGHT) == 1
    assert (told("bank.differs"), told("bank.agrees-again")) == (1, 0)
    assert BankAccount.objects.get().shadow_cents == -1200
    page = words(at_the_desk(ben).get(reverse("staff:bank")))
    assert "Differs by \u2212$12.00" in page
    # The charge that was missing is brought in later, and given back.
    bring(ben, trust, balance="3000.00", name="b.ofx", ends="20260402")
    assert compare_at_night(clock, NIGHT) == 0
    assert (told("bank.differs"), told("bank.agrees-again")) == (1, 1)


def test_what_waits_for_months_and_money_that_is_idle_are_tasks_once(
    ben, clock, case, trust
):
    moved(ben, case, 300_000, date(2025, 9, 3))
    moved(ben, case, -20_000, date(2025, 9, 10), number="2025-0009")
    bring(ben, trust, ("20250904", "3000.00", "f1", "W"), balance="3000.00")
    match_certain(ben, trust, on=NIGHT)
    for _night in range(2):
        compare_at_night(clock, NIGHT)
        ask_for_statements(clock, NIGHT)
    titles = sorted(task.called for task in Task.objects.all())
    assert titles == [
        "Ask whether money in trust should go back to the client",
        "Give every client with money in trust a statement of it",
        "Look into $200.00 that the bank has not shown since September 10, 2025",
    ]


def test_money_that_is_quiet_is_asked_about_and_after_long_the_states_rule_is_named(
    ben, pat, clock, case, trust
):
    set_bank_terms(pat, trust, state="NY", float_limit_cents=None)
    moved(ben, case, 300_000, date(2026, 1, 20))
    for day in (date(2026, 3, 1), NIGHT, NIGHT, date(2026, 8, 1)):
        with standing_at(datetime.combine(day, time(15), UTC)):
            compare_at_night(clock, day)
    said = [task.texts["words"]["en"] for task in Task.objects.order_by("set_at", "pk")]
    assert len(said) == 2
    assert "nothing is to be done; else earn it or give it back" in said[0]
    assert "in NY it is unclaimed property after 3 years" in said[1]


@pytest.mark.feature("F176")
def test_a_clients_statement_equals_the_ledger_to_the_cent(ben, maria, omar, case):
    moved(ben, case, 300_001, date(2026, 3, 3))
    moved(ben, case, -120_000, date(2026, 3, 10), number="2026-0002")
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    said = text_of(client_statement(maria, held, on=NIGHT, language="en"))
    assert held.cents == 180_001
    assert said.count("$1,800.01") == 3
    assert "María Rivas" in said
    spanish = text_of(client_statement(maria, held, on=NIGHT, language="es"))
    assert "$1,800.01" in spanish
    assert "Pago de la factura" in spanish
    before = text_of(client_statement(ben, held, on=date(2026, 3, 9), language="en"))
    assert "$3,000.01" in before
    assert "$1,800.01" not in before
    where = reverse("portal:trust-statement", args=[held.pk])
    assert at_the_desk(maria).get(where).content.startswith(b"%PDF")
    assert at_the_desk(omar).get(where).status_code == 404
    page = words(at_the_desk(maria).get(reverse("portal:payments")))
    assert where in page


@pytest.mark.feature("F260")
def test_at_closing_a_last_statement_is_asked_for_once(harbor, ada, ben, case):
    moved(ben, case, 5_000, date(2026, 3, 3))
    moved(ben, case, -5_000, date(2026, 3, 10), number="2026-0002")
    end_case(ada, case, on=today(harbor.time_zone))
    keep_up_in(harbor)
    keep_up_in(harbor)
    (task,) = Task.objects.filter(case=case)
    assert task.called == ("Give the client the last statement of their money in trust")


def test_records_that_were_downloaded_are_removed(pat, clock, harbor):
    pack = AuditPack.objects.create(
        firm=harbor,
        begins_on=NIGHT,
        ends_on=NIGHT,
        asked_at=now(),
        asked_by_id=pat.user_id,
        reason="State bar",
        file=keep_bytes(harbor, None, b"PK"),
        taken_at=now() - timedelta(days=2),
        taken_by_id=pat.user_id,
    )
    assert (tidy_packs(clock), tidy_packs(clock)) == (1, 0)
    pack.refresh_from_db()
    assert (pack.file_id, pack.state) == (None, "gone")
