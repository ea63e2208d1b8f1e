"""What the books ask people to do: each thing once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.bank import books
from harborlight.bank.actions import give_task
from harborlight.bank.models import MoneyTask
from harborlight.bank.saying import said
from harborlight.bank.three_way import Figures, Item
from harborlight.billing.actions import move_by
from harborlight.billing.events import WITHDRAWAL_ASKED
from harborlight.billing.models import Withdrawal
from harborlight.cases.events import CLOSED, CLOSED_UNPAID
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.words import money
from harborlight.law.reconciling import idle_after, quiet_after, stale_after
from harborlight.law.trust_policy import OTHER, Policy
from harborlight.trust.models import Account, BankAccount, Book
from harborlight.trust.terms import policy


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
    """Money of a client that has not moved: is it still needed; and after long, whose is it?"""
    long_ago = day - timedelta(days=idle_after())
    for account in books.idle(day - timedelta(days=quiet_after())):
        of = f"{shown(account.pk)} {account.last_on}"
        if account.last_on < long_ago:
            rule = policy(clock, day, account.bank)
            _ask(clock, f"idle {of}", partial(_idle, account, rule), account)
        else:
            _ask(clock, f"quiet {of}", partial(_quiet, account), account)


def _quiet(account: Account) -> tuple[str, str]:
    return (
        _("Look whether money in trust is still needed"),
        _("%(amount)s is held, and nothing moved since %(day)s. If the work it is for "
          "goes on, nothing is to be done; else earn it or give it back.")
        % _since(account),
    )  # fmt: skip


def _idle(account: Account, rule: Policy) -> tuple[str, str]:
    about = _since(account) | {"state": rule.state, "n": rule.unclaimed_years}
    last = _("If the client cannot be found, look at the unclaimed property rule of your "
             "state.")  # fmt: skip
    if rule.unclaimed_years and rule.state != OTHER:
        last = (
            ngettext(
                "If the client cannot be found: in %(state)s it is unclaimed property after "
                "%(n)s year. Nobody has compared that with the law yet.",
                "If the client cannot be found: in %(state)s it is unclaimed property after "
                "%(n)s years. Nobody has compared that with the law yet.",
                rule.unclaimed_years,
            )
            % about
        )
    said = _("%(amount)s is held, and nothing moved since %(day)s. Give back what is not "
             "needed.") % about  # fmt: skip
    title = _("Ask whether money in trust should go back to the client")
    return (title, f"{said} {last}")


def _since(account: Account) -> dict[str, object]:
    day = date_format(account.last_on, "DATE_FORMAT")
    return {"amount": money(account.cents), "day": day}


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


@reads_events("mixed payments")
def ask_to_move_what_is_earned(clock: Actor, happened: Sequence[Event]) -> None:
    """What is earned of one check for both leaves trust promptly: by which day (T9)."""
    asked = [
        one.subject_id
        for one in happened
        if one.kind == WITHDRAWAL_ASKED.name and one.subject_id
    ]
    rows = Withdrawal.objects.filter(pk__in=asked, moves__isnull=False)
    for row in rows.select_related("account__case", "invoice"):
        of = f"moves {shown(row.pk)}"
        _ask(clock, of, partial(_to_move, clock, row), row.account)


def _to_move(clock: Actor, row: Withdrawal) -> tuple[str, str]:
    day = move_by(row.asked_at.astimezone(ZoneInfo(clock.firm.time_zone)).date())
    about = {
        "amount": money(row.cents),
        "number": row.number,
        "day": date_format(day, "DATE_FORMAT"),
    }
    return (
        _("Have %(amount)s of earned fees moved out of trust by %(day)s") % about,
        _("One payment came for money in trust and for fees of invoice %(number)s. What is "
          "earned of it waits in “Money”, “Trust” for a second person; a check must clear "
          "first. Our own money does not stay with clients’ money.") % about,
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
