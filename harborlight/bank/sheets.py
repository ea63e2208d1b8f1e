"""What stands on the papers of an account: a month held against the bank, a ledger.

Words are in the reader's language: whoever prints says which (`override`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from harborlight.bank.three_way import Figures, Item
from harborlight.firm.words import language_now, money, telephone

if TYPE_CHECKING:
    from datetime import datetime

    from harborlight.bank.models import Reconciliation
    from harborlight.firm.models import Firm
    from harborlight.trust.models import Account
    from harborlight.trust.queries import LedgerLine

Sheet = dict[str, Any]


def ledger_sheet(
    firm: Firm,
    account: Account,
    lines: Sequence[LedgerLine],
    *,
    begins: date | None,
    on: date,
) -> Sheet:
    """What is held for a client: what moved from a day on, and what stood after each.

    lines: all of them, newest first. begins: None, from the first one.
    """
    assert account.case is not None and account.person is not None
    inside = [one for one in lines[::-1] if one.on <= on]
    before = [one for one in inside if begins and one.on < begins]
    shown = inside[len(before) :]
    rows = [_moved(one) for one in shown]
    if before:
        rows = [["", _("Held before"), "", money(before[-1].after)], *rows]
    last = money(inside[-1].after if inside else 0)
    return _sheet(
        firm,
        title=_("Statement of your money in trust"),
        number=account.case.number,
        facts=[
            [_("Client"), account.person.full_name],
            [_("Case"), f"{account.case.number} {account.case.called}"],
            *_at(account),
            [_("Until"), _day(on)],
            [_("Held for you on that day"), last],
        ],
        tables=[_ledger_table(rows, last)],
        notes=[
            _("We hold this money for you in a trust account. It stays yours until it is "
              "spent for you, earned as the agreement says, or given back. If anything "
              "here is not as you remember it, tell us."),
        ],
    )  # fmt: skip


def _at(account: Account) -> list[list[str]]:
    """In which account at the bank it lies, where that has a name."""
    named = account.bank and account.bank.number_ends
    return [[_("Account"), account.bank.called]] if account.bank and named else []


def _ledger_table(rows: list[list[str]], last: str) -> Sheet:
    return {
        "title": _("What moved"),
        "head": [_("Day"), _("What"), _("Amount"), _("Held after it")],
        "money": 2,
        "rows": rows,
        "sums": [["", _("Held for you"), "", last]] if rows else [],
        "none": _("Nothing moved."),
    }


def _moved(line: LedgerLine) -> list[str]:
    said = ". ".join(filter(None, (line.memo, line.details)))
    return [_day(line.on), said, money(line.cents), money(line.after)]


def month_sheet(firm: Firm, found: Reconciliation, figures: Figures) -> Sheet:
    """A month held against the bank, as it was signed."""
    assert found.signed_at is not None and found.signed_by is not None
    signed = f"{found.signed_by.name}, {_moment(firm, found.signed_at)}"
    return _sheet(
        firm,
        title=_("Three-way reconciliation")
        if found.account.is_trust
        else _("Bank reconciliation"),
        number=formats.date_format(found.month, "YEAR_MONTH_FORMAT"),
        stamp=_stamp(found, figures),
        facts=[
            [_("Account"), found.account.called],
            [_("On"), _day(found.ends_on)],
            [_("Prepared by"),
             f"{found.prepared_by.name}, {_moment(firm, found.prepared_at)}"],
            [_("Signed by"), signed],
        ],
        tables=[_figures_table(figures), *_lists(figures)],
        notes=[_("SHA-256 of the figures: %(hash)s") % {"hash": found.sha256}],
    )  # fmt: skip


def clients_sheet(
    firm: Firm,
    found: Reconciliation,
    rows: Sequence[tuple[str, str, int]],
    together: int,
) -> Sheet:
    """What was held for each client. rows: the client, the case, whole cents; together: F."""
    said = [[name, case, money(cents)] for name, case, cents in rows]
    held: Sheet = {
        "title": _("Held for each client"),
        "head": [_("Client"), _("Case"), _("Amount")],
        "money": 2,
        "rows": said,
        "sums": [[_("Together (F)"), "", money(together)]] if said else [],
        "none": _("Nothing was held."),
    }
    return _sheet(
        firm,
        title=_("Client ledgers"),
        number=formats.date_format(found.month, "YEAR_MONTH_FORMAT"),
        facts=[
            [_("Account"), found.account.called],
            [_("On"), _day(found.ends_on)],
        ],
        tables=[held],
        notes=[_("SHA-256 of the figures: %(hash)s") % {"hash": found.sha256}],
    )


def _stamp(found: Reconciliation, figures: Figures) -> list[str]:
    if found.is_right:
        return []
    plan = _("Signed with this plan: %(plan)s") % {"plan": found.plan}
    return [_("It does not agree"), *figures.troubles, plan]


def figure_rows(figures: Figures) -> list[tuple[str, str, int]]:
    """The letters, what each is, and whole cents, in the order in which they are counted."""
    rows = [
        ("A", _("The bank says"), figures.bank or 0),
        ("B", _("Deposits in transit"), figures.deposits),
        ("C", _("Outstanding items"), figures.owing),
        ("D", _("A + B - C: the bank, put right"), figures.adjusted or 0),
        ("E", _("The books say"), figures.book),
    ]
    if figures.clients is not None:
        rows += [
            ("F", _("Held for clients, all ledgers"), figures.clients),
            ("G", _("The firm’s float"), figures.firm_float or 0),
        ]
        if figures.interest:
            rows.append(("", _("Interest for the bar’s foundation"), figures.interest))
        rows.append(("", _("F + G: whose money it is"), figures.held))
    return rows


def _figures_table(figures: Figures) -> Sheet:
    rows = [
        [letter, words, money(cents)] for letter, words, cents in figure_rows(figures)
    ]
    rows.append(["", _("Suspense"), money(figures.suspense)])
    rows.append(["", _("D less E"), money(figures.bank_gap)])
    if figures.clients is not None:
        rows.append(["", _("E less F and G"), money(figures.client_gap)])
    head = ["", _("What"), _("Amount")]
    return {
        "title": _("Figures"), "head": head, "money": 1, "rows": rows, "sums": [], "none": ""
    }  # fmt: skip


def _lists(figures: Figures) -> list[Sheet]:
    named = (
        (_("Deposits in transit"), figures.in_transit),
        (_("Outstanding items"), figures.outstanding),
        (_("Lines of the bank that no movement explains"), figures.unexplained),
    )
    return [
        {
            "title": title,
            "head": [_("Day"), _("What"), _("Days"), _("Amount")],
            "money": 2,
            "rows": [_listed(one) for one in several],
            "sums": [["", _("Together"), "", money(sum(one.cents for one in several))]]
            if several
            else [],
            "none": _("None."),
        }
        for title, several in named
    ]


def _listed(one: Item) -> list[str]:
    return [
        _day(one.on),
        one.said or _("A line of the bank"),
        str(one.age),
        money(one.cents),
    ]


def _sheet(
    firm: Firm,
    *,
    title: str,
    number: str,
    facts: list[list[str]],
    tables: list[Sheet],
    notes: list[str],
    stamp: Sequence[str] = (),
) -> Sheet:
    place = " ".join(filter(None, [firm.state, firm.zip]))
    where = [firm.street, firm.city, place, telephone(firm.phone), firm.email]
    return {
        "language": language_now(),
        "firm": firm.name,
        "address": " · ".join(filter(None, where)),
        "title": title,
        "number": number,
        "facts": facts,
        "tables": tables,
        "notes": notes,
        "stamp": [*stamp],
    }


def contents_sheet(firm: Firm, *, days: str, files: Sequence[tuple[str, str]]) -> Sheet:
    """What lies in the records for an examiner: each file with its hash."""
    return _sheet(
        firm,
        title=_("Trust records"),
        number=days,
        facts=[[_("Files"), str(len(files))]],
        tables=[
            {
                "title": _("Contents"),
                "head": [_("File"), "SHA-256"],
                "money": 0,
                "rows": [
                    [name, digest[:32] + " " + digest[32:]] for name, digest in files
                ],
                "sums": [],
                "none": "",
            }
        ],
        notes=[_("Amounts in the tables are whole cents.")],
    )


def _day(day: date) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT")


def _moment(firm: Firm, at: datetime) -> str:
    return formats.date_format(
        at.astimezone(ZoneInfo(firm.time_zone)), "DATETIME_FORMAT"
    )
