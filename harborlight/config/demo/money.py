"""The money of cases beside María's: invoices in every state, and a retainer that is low."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from harborlight.agreements.actions import (
    accept_agreement,
    bill_work,
    note_cost,
    write_agreement,
    write_off_time,
    write_time,
)
from harborlight.billing.actions import (
    add_line,
    approve_withdrawal,
    ask_withdrawal,
    credit_invoice,
    draft_invoice,
    issue_invoice,
    receive_payment,
    void_invoice,
    write_off,
)
from harborlight.billing.models import Invoice
from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.config.demo.office import Office
from harborlight.firm.clock import standing_at, today
from harborlight.firm.readers import keep_up_in
from harborlight.firm.words import in_every_language
from harborlight.paying.actions import change_export, export_transactions
from harborlight.people.models import Person
from harborlight.trust.actions import deposit
from harborlight.trust.models import Account
from harborlight.trust.queries import trust_ledgers

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONSULTATION = _("Consultation about travel while the case is pending")
COPIES = _("Certified copies of three records")
WRONG = _("Certified copies of three records, twice")
LETTER = _("A letter to the consulate")


def keep_the_books(office: Office, done: Case, late: Case, new: Case) -> None:
    """What was billed, paid late, written off; hours out of a retainer; a check that the
    bank has not cleared."""
    _small_invoices(office, done)
    _by_the_hour(office, late)
    _just_begun(office, new)
    # Those small sums were asked for and paid while the other cases went on.
    keep_up_in(office.firm)
    _exported(office)


def _small_invoices(office: Office, case: Case) -> None:
    ada, ben, payer = office["ada"], office["ben"], _payer(office, case)
    with standing_at(office.days_later(3)):
        copies = _invoice(office, case, payer, COPIES, 18_000, kind="cost")
        talk = _invoice(office, case, payer, CONSULTATION, 15_000)
        void_invoice(ben, _invoice(office, case, payer, WRONG, 36_000, kind="cost"))
    with standing_at(office.days_later(12)):
        on = _today(office)
        said: dict[str, Any] = {"method": "check 2207", "once": "demo-copies"}
        receive_payment(ben, copies, cents=10_000, on=on, **said)
    with standing_at(office.days_later(43)):
        write_off(ben, talk, cents=15_000, why="She lost her work; agreed with Pat.")
        letter = _invoice(office, case, payer, LETTER, 25_000)
        credit_invoice(ben, letter, cents=5_000, why="Shorter than we thought")
    with standing_at(office.days_later(44)):
        said = {
            "kind": "courier",
            "words": "FedEx",
            "spent_on": _today(office),
        }
        note_cost(ada, case, actual_cents=4_150, **said)


def _by_the_hour(office: Office, case: Case) -> None:
    """A retainer in trust; hours are billed and paid out of it, and it is low now."""
    ada, ben, payer = office["ada"], office["ben"], _payer(office, case)
    with standing_at(office.days_later(45)):
        terms: dict[str, Any] = {"shape": "evergreen", "retainer_cents": 150_000}
        made = write_agreement(ada, case, least_cents=100_000, **terms)
        accept_agreement(ada, made, by=payer, on=_today(office))
        wire: dict[str, Any] = {"method": "transfer", "once": "demo-retainer"}
        wire["purpose"] = "advance fee"
        on = _today(office)
        deposit(ben, case, person=payer, cents=150_000, on=on, **wire)
    with standing_at(office.days_later(51)):
        day = _today(office)
        said: dict[str, Any] = {"on": day - timedelta(days=1), "work": "legal"}
        write_time(ada, case, minutes=105, words="Read the order", **said)
        write_time(ada, case, minutes=40, words="Call with the family", **said)
        gift = write_time(ada, case, minutes=20, words="A second call", **said)
        write_off_time(ada, gift, why="Our own mistake")
        invoice = bill_work(ben, case, payer=payer)
        issue_invoice(ada, invoice)
    with standing_at(office.days_later(53)):
        _earn(office, trust_ledgers(ben, case)[0].account, invoice)
        said = {"on": _today(office), "work": "paralegal"}
        write_time(office["paul"], case, minutes=75, words="Exhibits", **said)


def _earn(office: Office, held: Account, invoice: Invoice) -> None:
    """Ben asks for what was earned, and Ada agrees."""
    said: dict[str, Any] = {"why": "Hours of the week", "once": "demo-earned"}
    asked = ask_withdrawal(
        office["ben"],
        held,
        purpose="earned",
        cents=invoice.owed_cents,
        invoice=invoice,
        **said,
    )
    approve_withdrawal(office["ada"], asked)


def _just_begun(office: Office, case: Case) -> None:
    """Its agreement waits to be accepted; a check came, and the bank has not cleared it."""
    payer = _payer(office, case)
    with standing_at(office.days_later(58)):
        write_agreement(office["ada"], case, shape="flat", fee_cents=240_000)
        said: dict[str, Any] = {
            "method": "check 518",
            "once": "demo-check",
            "purpose": "advance fee",
        }
        on = _today(office)
        deposit(office["ben"], case, person=payer, cents=120_000, on=on, **said)
        draft = draft_invoice(office["ada"], case, payer=payer)
        _line(office, draft, CONSULTATION, 15_000, "fee")


def _exported(office: Office) -> None:
    """Ben had the transactions so far made for the firm's bookkeeping program."""
    change_export(
        office["ben"],
        shape="csv",
        is_daily=True,
        days="us",
        columns=[["day", "Date"], ["what", "Description"], ["amount", "Amount"]],
        invoice_columns=[],
        codes={"trust bank": "1020", "operating bank": "1010", "operating": "4000"},
        case_codes={},
    )
    last = _today(office) - timedelta(days=1)
    export_transactions(office["ben"], first=last.replace(day=1), last=last)


def _invoice(
    office: Office,
    case: Case,
    payer: Person,
    words: _StrPromise,
    cents: int,
    **also: str,
) -> Invoice:
    made = draft_invoice(office["ada"], case, payer=payer)
    _line(office, made, words, cents, also.get("kind", "fee"))
    issue_invoice(office["ada"], made)
    return made


def _line(
    office: Office, made: Invoice, words: _StrPromise, cents: int, kind: str
) -> None:
    add_line(
        office["ada"],
        made,
        kind=kind,
        words=str(words),
        texts=in_every_language(words),
        cents=cents,
        to="operating",
    )
    made.refresh_from_db()


def _payer(office: Office, case: Case) -> Person:
    rows = parties(office["ada"], case)
    return next(row.person for row in rows if row.part == "petitioner")


def _today(office: Office) -> date:
    return today(office.firm.time_zone)
