"""Two at the books: one form sent twice at once, and a month signed while money comes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from harborlight.bank.actions import (
    CannotSign,
    open_bank_account,
    prepare_month,
    sign_month,
    write_statement,
)
from harborlight.bank.models import Reconciliation
from harborlight.billing.actions import (
    add_line,
    credit_invoice,
    draft_invoice,
    issue_invoice,
)
from harborlight.billing.models import Invoice, Reduction
from harborlight.cases.models import Case
from harborlight.firm.clock import today
from harborlight.people.models import Person
from harborlight.trust.actions import deposit
from harborlight.trust.closing import MonthClosed
from harborlight.trust.models import Deposit
from tests.faults.dying import done
from tests.faults.met import happened, meet
from tests.faults.playing import behind_a_door, firm, who

WORK = "Work of the last week"


def both_keep_the_books() -> None:
    day = date.fromisoformat(done(behind_a_door(_day)))
    last = day.replace(day=1) - timedelta(days=1)
    done(behind_a_door(lambda: _month_to_sign(last)))
    meet(
        "one form puts money into trust twice",
        [_putting("twice", day)] * 2,
        lambda: [_came("twice"), happened("trust.deposited")],
    )
    done(behind_a_door(_invoice))
    meet(
        "one form gives a credit note twice",
        [_crediting, _crediting],
        lambda: Reduction.objects.filter(why=WORK).count(),
    )
    meet(
        "a month is signed while money comes into it",
        [_signing, _putting("late", last, MonthClosed)],
        # Either it is signed without that money, or the money came and it is not signed.
        lambda: (
            Reconciliation.objects.filter(signed_at__isnull=False).count()
            + _came("late")
        ),
    )


def _putting(
    once: str, on: date, *refused: type[Exception]
) -> Callable[[], Callable[[], Any]]:
    def desk() -> Callable[[], Any]:
        case, ben = Case.objects.order_by("opened_on", "pk")[0], who("Ben")
        said: dict[str, Any] = {"person": _maria(), "purpose": "advance fee"}
        said |= {"cents": 50_000, "method": "cash", "on": on, "once": once}
        return lambda: _or_told(lambda: deposit(ben, case, **said), *refused)

    return desk


def _crediting() -> Callable[[], Any]:
    invoice, ben = _newest(), who("Ben")
    owed = invoice.owed_cents
    return lambda: credit_invoice(ben, invoice, cents=100, why=WORK, seen=owed).pk


def _signing() -> Callable[[], Any]:
    found, ada = Reconciliation.objects.select_related("account").get(), who("Ada")
    return lambda: _or_told(lambda: sign_month(ada, found), CannotSign)


def _or_told(deed: Callable[[], Any], *refused: type[Exception]) -> None:
    with suppress(*refused):
        deed()


def _day() -> str:
    return today(firm().time_zone).isoformat()


def _came(once: str) -> int:
    return Deposit.objects.filter(journal__key=f"deposit {once}").count()


def _maria() -> Person:
    return Person.objects.get(login=who("María").user_id)


def _newest() -> Invoice:
    return Invoice.objects.exclude(number="").order_by("-number")[0]


def _invoice() -> None:
    ada, case = who("Ada"), Case.objects.order_by("opened_on", "pk")[0]
    made = draft_invoice(ada, case, payer=_maria())
    add_line(ada, made, kind="fee", words=WORK, cents=10_000, to="operating")
    issue_invoice(ada, made)


def _month_to_sign(last: date) -> None:
    """The month before this one, in which nothing moved."""
    ben = who("Ben")
    said = {"name": "First", "book": "trust bank", "number_ends": "4821"}
    account = open_bank_account(ben, **said)
    write_statement(ben, account, ends_on=last, ending_cents=0, lines=[])
    prepare_month(ben, account, month=last.replace(day=1))
