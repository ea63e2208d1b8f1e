"""What each filing that was not sent will cost, and how much of that is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from harborlight.billing.fee_words import name_of
from harborlight.billing.for_fees import Wanted, set_aside_among, shares
from harborlight.billing.queries import may_look
from harborlight.cases.models import Case
from harborlight.filings.costs import Cost, costs
from harborlight.filings.models import Filing, NeededForm
from harborlight.firm.actor import Actor

MOST = 50


@dataclass(frozen=True)
class FilingMoney:
    """One filing: what it costs today, and what clients paid for just that."""

    filing: Filing
    cents: int
    there_cents: int

    @property
    def is_there(self) -> bool:
        return self.there_cents >= self.cents

    @property
    def lacks_cents(self) -> int:
        return max(self.cents - self.there_cents, 0)


def filings_money(actor: Actor, on: date) -> list[FilingMoney]:
    """Filings that wait to be sent and cost something, the oldest first.

    For readers of money, who do not open the file: of the cases that they reach, what a
    filing is called and what it costs, as invoices say it too.
    """
    may_look(actor)
    theirs = Case.objects.visible_to(actor).filter(closed_on=None)
    rows = Filing.objects.filter(sent_on=None, case__in=theirs)
    filings = [*rows.select_related("case").order_by("pk")[:MOST]]
    forms: dict[object, list[NeededForm]] = {}
    needed = NeededForm.objects.filter(filing__in=filings)
    for one in needed.order_by("position", "pk"):
        forms.setdefault(one.filing_id, []).append(one)
    there = set_aside_among(actor, [one.case for one in filings])
    found = []
    for filing in filings:
        due = costs(filing, forms.get(filing.pk, []), on)
        wanted = [*_wanted(due)]
        got = shares(there.get(filing.case_id, []), [pair for pair, _cents in wanted])
        cents = sum(one for _pair, one in wanted)
        if cents:
            paid = sum(min(got[pair], one) for pair, one in wanted)
            found.append(FilingMoney(filing, cents, paid))
    return found


def _wanted(due: Sequence[Cost]) -> Iterator[tuple[Wanted, int]]:
    for cost in due:
        for row in cost.paid:
            yield (cost.needed.pk, name_of(row.form, row.law)), row.cents
