"""What the books ask people to do: each thing once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.bank import books
from harborlight.bank.actions import give_task
from harborlight.bank.models import MoneyTask
from harborlight.bank.saying import said
from harborlight.bank.three_way import Figures, Item
from harborlight.cases.events import CLOSED, CLOSED_UNPAID
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.words import money
from harborlight.law.reconciling import idle_after, stale_after
from harborlight.trust.models import Account, BankAccount, Book


def ask_of_stale(clock: Actor, account: BankAccount, figures: Figures) -> None:
    """A check that nobody cashed for months, a deposit that never came: ask why."""
    for one in (*figures.in_transit, *figures.outstanding):
        if one.age > stale_after():
            _ask(clock, f"stale {one.of}", partial(_stale, account, one))


def _stale(account: BankAccount, one: Item) -> tuple[str, str]:
    about = {
        "amount": money(one.size),
        "what": one.said,
        "day": date_format(one.on, "DATE_FORMAT"),
        "account": account.called,
    }
    return (
        _("Look into %(amount)s that the bank has not shown since %(day)s") % about,
        _("%(what)s. It is in the books of %(account)s since %(day)s. Ask whoever should "
          "have cashed it, or reverse it and write down why.") % about,
    )  # fmt: skip


def ask_of_idle(clock: Actor, day: date) -> None:
    """Money of a client that has not moved for long: whose is it still, and why is it here?"""
    for account in books.idle(day - timedelta(days=idle_after())):
        of = f"idle {shown(account.pk)} {account.last_on}"
        _ask(clock, of, partial(_idle, account, account.last_on), account)


def _idle(account: Account, last: date) -> tuple[str, str]:
    about = {
        "amount": money(account.cents),
        "day": date_format(last, "DATE_FORMAT"),
    }
    return (
        _("Ask whether money in trust should go back to the client"),
        _("%(amount)s is held, and nothing moved since %(day)s. Give back what is not "
          "needed. If the client cannot be found, look at the unclaimed property rule of "
          "your state.") % about,
    )  # fmt: skip


def ask_for_statements(clock: Actor, day: date) -> None:
    """Once a quarter: give everybody whose money is held a statement of it."""
    held = Account.objects.filter(book=Book.CLIENT_TRUST, cents__gt=0)
    if held.exists():
        quarter = (day.month - 1) // 3 + 1
        _ask(clock, f"statements {day.year}-{quarter}", _statements)


def _statements() -> tuple[str, str]:
    return (
        _("Give every client with money in trust a statement of it"),
        _("Once a quarter. In “Money”, “Books”, each client’s ledger has it as a PDF in "
          "their language; in the portal they find it themselves."),
    )  # fmt: skip


@reads_events("closing statements")
def ask_at_closing(clock: Actor, happened: Sequence[Event]) -> None:
    """A case is over: give each client whose money was held there its last statement."""
    kinds = (CLOSED.name, CLOSED_UNPAID.name)
    closed = [one.case_id for one in happened if one.kind in kinds]
    rows = Account.objects.filter(book=Book.CLIENT_TRUST, case__in=closed)
    # A case may be opened again, and closed another time.
    for account in rows.filter(last_on__gt=date.min).select_related("case"):
        assert account.case is not None
        of = f"closing {shown(account.pk)} {account.last_on}"
        _ask(clock, of, _last_statement, account)


def _last_statement() -> tuple[str, str]:
    return (
        _("Give the client the last statement of their money in trust"),
        _("The case is closed, and nothing is held any more. In “Money”, “Books”, the "
          "client’s ledger has it as a PDF in their language; in the portal they find it "
          "themselves."),
    )  # fmt: skip


def _ask(
    clock: Actor,
    of: str,
    say: Callable[[], tuple[str, str]],
    account: Account | None = None,
) -> None:
    """Set the task, if it was not set before. say: its title and its words."""
    if MoneyTask.objects.filter(of=of).exists():
        return
    texts = {"title": said(lambda: say()[0]), "words": said(lambda: say()[1])}
    give_task(clock, of=of, texts=texts, account=account)
