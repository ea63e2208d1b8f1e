"""The papers and tables of an account: what a client is given, what an attorney signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from harborlight.bank.models import BankLine, BankMatch, Reconciliation
from harborlight.bank.sheets import clients_sheet, ledger_sheet, month_sheet
from harborlight.bank.tables import table
from harborlight.bank.three_way import kept_figures
from harborlight.firm.actor import Actor
from harborlight.firm.ids import read, shown
from harborlight.papers.printing import print_sheet
from harborlight.trust.models import Account
from harborlight.trust.queries import LedgerLine, ledger

# So many are asked for at once.
AT_ONCE = 2000


class Contradicts(Exception):
    """The ledger is not the sum of what moved: nobody is given such a statement."""


def client_statement(
    actor: Actor,
    account: Account,
    *,
    on: date,
    begins: date | None = None,
    language: str = "",
) -> bytes:
    """The statement of a client's money as PDF, in their language: the ledger to the cent.

    account: one that the actor reaches. Raises Contradicts.
    """
    assert account.person is not None
    with override(language or account.person.reads_in):
        # A client reads what moved in their own account, and no entry of the books.
        lines = ledger(Actor.clock(actor.firm), account)
        _is_the_ledger(account, lines)
        sheet = ledger_sheet(actor.firm, account, lines, begins=begins, on=on)
        return print_sheet("account", sheet)


def _is_the_ledger(account: Account, lines: Sequence[LedgerLine]) -> None:
    if (lines[0].after if lines else 0) != account.cents:
        raise Contradicts(
            _("The ledger is not the sum of its entries: call whoever looks after the "
              "database.")
        )  # fmt: skip


def month_paper(found: Reconciliation) -> bytes:
    """The report of a month that was signed. In English: a bar examiner reads it."""
    with override("en"):
        sheet = month_sheet(found.firm, found, kept_figures(found.figures))
        return print_sheet("account", sheet)


def month_clients(found: Reconciliation) -> bytes:
    """What was held for each client when a month that was signed was over: together F."""
    figures = kept_figures(found.figures)
    names = _names([of for of, _cents in figures.ledgers])
    rows = sorted((*names[of], cents) for of, cents in figures.ledgers)
    with override("en"):
        sheet = clients_sheet(found.firm, found, rows, figures.clients or 0)
        return print_sheet("account", sheet)


def _names(ledgers: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Client and case of each ledger, by its id as it is kept."""
    found: dict[str, tuple[str, str]] = {}
    for at in range(0, len(ledgers), AT_ONCE):
        wanted = [read(one) for one in ledgers[at : at + AT_ONCE]]
        rows = Account.objects.filter(pk__in=wanted).select_related("person", "case")
        for one in rows:
            assert one.person is not None and one.case is not None
            found[shown(one.pk)] = (one.person.full_name, one.case.number)
    return found


def month_listing(found: Reconciliation) -> str:
    """Every line of the bank in the month, and the movement that it is, as CSV."""
    rows: list[list[object]] = []
    lines = BankLine.objects.filter(
        account=found.account, on__gte=found.month, on__lte=found.ends_on
    )
    matches = BankMatch.objects.filter(
        line__in=lines, undone_at__isnull=True
    ).select_related("journal")
    of: dict[object, list[BankMatch]] = {}
    for match in matches.order_by("made_at", "pk"):
        of.setdefault(match.line_id, []).append(match)
    with override("en"):
        for line in lines.order_by("on", "pk"):
            said = [line.on, line.cents, line.words]
            several = of.get(line.pk, [])
            rows += [[*said, *_matched(match)] for match in several]
            if not several:
                rows.append([*said, "", "", "", "", ""])
    head = [
        "day",
        "bank cents",
        "bank words",
        "matched cents",
        "journal",
        "journal day",
    ]
    return table([*head, "memo", "reason"], rows)


def _matched(match: BankMatch) -> list[object]:
    journal = match.journal
    return [match.cents, journal.key, journal.on, journal.said, match.reason]
