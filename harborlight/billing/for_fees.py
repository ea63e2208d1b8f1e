"""How much of what clients paid is there for each fee of the government's.

A fee is of a form of a filing: of two people who file the same form each has their own,
and what came for one of them is not there for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from harborlight.billing.earmarks import IN_ORDER, held_for
from harborlight.billing.models import Invoice, Line, Payment, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor

_LIVE = (Withdrawal.State.ASKED, Withdrawal.State.APPROVED)

Row = TypeVar("Row", Line, Withdrawal, Payment)
# A form of a filing, and its fee (fee_words.name_of).
Wanted = tuple[UUID, str]


@dataclass(frozen=True)
class SetAside:
    """What one line of an invoice brought for a fee, in whole cents.

    fee: fee_words.name_of. of_form: the form whose fee it is; None: nobody said. held: in
    trust now; spent: taken out of trust to pay it. on: when it was asked for.
    """

    fee: str
    of_form: UUID | None
    held: int
    spent: int
    on: date = date.min


def set_aside(actor: Actor, case: Case) -> list[SetAside]:
    """Of each fee that clients were asked for in this case, the last charge first."""
    return set_aside_among(actor, [case]).get(case.pk, [])


def set_aside_among(actor: Actor, cases: Sequence[Case]) -> dict[UUID, list[SetAside]]:
    """The same of several cases, by the id of the case."""
    of = {"case__in": [case.pk for case in cases]}
    lines = Line.objects.visible_to(actor).filter(kind=Line.Kind.GOVERNMENT, **of)
    fees = _by_case(lines.select_related("invoice").order_by(*IN_ORDER))
    if not any(_is_asked(line) for several in fees.values() for line in several):
        return {}
    out = Withdrawal.objects.visible_to(actor).filter(**of)
    gone = _by_case(out.select_related("account"))
    payments = _by_case(Payment.objects.visible_to(actor).filter(**of))
    return {
        pk: _of_case(several, gone.get(pk, []), payments.get(pk, []))
        for pk, several in fees.items()
    }


def _by_case(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _of_case(
    fees: list[Line], gone: list[Withdrawal], payments: list[Payment]
) -> list[SetAside]:
    asked = [one for one in fees if _is_asked(one)]
    held, spent = held_for(fees, payments, gone), dict[UUID | None, int]()
    for one in gone:
        if one.purpose == Withdrawal.Purpose.GOVERNMENT and one.state in _LIVE:
            spent[one.line_id] = spent.get(one.line_id, 0) + one.cents
    return [
        SetAside(
            line.form,
            line.of_form,
            held.get(line.pk, 0),
            spent.get(line.pk, 0),
            _asked_on(line)[0],
        )
        for line in sorted(asked, key=_asked_on, reverse=True)
    ]


def _is_asked(line: Line) -> bool:
    """Whether somebody was asked for it: a draft asks nobody for money yet."""
    invoice = line.invoice
    return bool(line.form and invoice.number) and invoice.state != Invoice.State.VOID


def _asked_on(line: Line) -> tuple[date, str, int]:
    assert line.invoice.issued_on is not None
    return line.invoice.issued_on, line.invoice.number, line.position


def shares(
    there: Sequence[SetAside],
    wanted: Iterable[Wanted],
    gone: Iterable[tuple[Wanted, date]] = (),
) -> dict[Wanted, int]:
    """How much is there for each of these, in their order; no money counts twice.

    What was asked for a form is there for that form alone: the last charge of it. What was
    asked without saying for which goes to the first that has none of its own, the next to
    the second; of an earlier charge counts only what is still held, for what was spent
    then paid for another filing. gone: what went out before, with its day: it took the
    first charge that had been asked for by then, also where that still lies in trust.
    """
    own: dict[Wanted, int] = {}
    free: dict[str, list[SetAside]] = {}
    for one in there:
        if one.of_form is not None:
            own.setdefault((one.of_form, one.fee), one.held + one.spent)
        else:
            free.setdefault(one.fee, []).append(one)
    for each, day in gone:
        if each not in own:
            _take_first(free.get(each[1], []), day)
    left = {fee: _counted(charges) for fee, charges in free.items()}
    return {each: own[each] if each in own else _next(left, each) for each in wanted}


def _take_first(charges: list[SetAside], day: date) -> None:
    """charges: the last one first."""
    for one in reversed(charges):
        if one.on <= day:
            charges.remove(one)
            return


def _counted(charges: Sequence[SetAside]) -> list[int]:
    return [one.held + (0 if at else one.spent) for at, one in enumerate(charges)]


def _next(left: dict[str, list[int]], each: Wanted) -> int:
    found = left.get(each[1], [])
    return found.pop(0) if found else 0
