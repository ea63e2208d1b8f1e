"""Two who number invoices, bill the same work or stop one timer, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harborlight.agreements.actions import (
    bill_work,
    set_rate,
    start_timer,
    stop_timer,
    write_time,
)
from harborlight.agreements.models import TimeEntry
from harborlight.agreements.queries import my_timer
from harborlight.billing.actions import add_line, draft_invoice, issue_invoice
from harborlight.billing.models import Invoice, Line
from harborlight.people.models import Person
from tests.faults.dying import done
from tests.faults.filed import ON
from tests.faults.met import meet
from tests.faults.playing import behind_a_door, case, who


def _payer() -> Person:
    return Person.objects.get(login=who("María").user_id)


def both_number() -> None:
    """Each issues an invoice of their own: no number is given twice, and none is left out."""

    def desk(name: str) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            made = draft_invoice(who(name), case(), payer=_payer())
            said = {"kind": "cost", "words": "Courier", "to": "operating"}
            add_line(who(name), made, cents=100, **said)
            return lambda: issue_invoice(who(name), made)

        return opens

    def without_gaps() -> bool:
        rows = Invoice.objects.exclude(number="").values_list("number", flat=True)
        given = sorted(int(number.rpartition("-")[2]) for number in rows)
        return given == [*range(1, len(given) + 1)]

    meet("two number their invoices", [desk("Ada"), desk("Pat")], without_gaps)


def both_bill_work() -> None:
    """The same hour is on one invoice, whoever presses."""

    def work() -> None:
        pat = who("Pat")
        set_rate(pat, user=None, work="legal", cents=10_000, from_on=ON)
        said = {"on": ON, "minutes": 60, "work": "legal", "words": "Letter"}
        write_time(who("Ada"), case(), **said)

    done(behind_a_door(work))

    def desk(name: str) -> Callable[[], Callable[[], Any]]:
        return lambda: lambda: bill_work(who(name), case(), payer=_payer()).pk

    meet(
        "two bill the same work",
        [desk("Ada"), desk("Pat")],
        lambda: Line.objects.filter(of_work=TimeEntry.objects.get().pk).count(),
    )


def two_tabs_stop_one_timer() -> None:
    """What it measured is written down once, and the other tab is told so."""
    done(behind_a_door(lambda: start_timer(who("Ada"), case(), work="legal")))

    def tab() -> Callable[[], Any]:
        timer = my_timer(who("Ada"))
        assert timer is not None
        return lambda: stop_timer(who("Ada"), timer, words="Call in two tabs")

    def kept() -> int:
        rows = TimeEntry.objects.exclude(once="")
        return rows.count()

    meet("two tabs stop one timer", [tab, tab], kept)
