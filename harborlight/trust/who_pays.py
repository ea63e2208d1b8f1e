"""Whether a law keeps somebody from paying for a case at all."""

from __future__ import annotations

from datetime import date

from harborlight.cases.models import Case, Party
from harborlight.firm.words import in_words
from harborlight.law.who_pays import may_not_pay
from harborlight.people.models import Person
from harborlight.trust.models import Deposit

# Money of a third person is held for whose it is: nobody is asked to pay with it.
_PAYS_FOR_THE_CASE = (Deposit.Purpose.FEE, Deposit.Purpose.COST)


class NotTheirsToPay(Exception):
    """In this kind of case a law forbids that this person pays (trust.md T21)."""

    rule = "T21"


def must_be_allowed_to_pay(case: Case, person: Person, *, on: date) -> None:
    """Raises NotTheirsToPay, with a sentence that names the rule."""
    parts = Party.objects.filter(case=case, person=person).values_list(
        "part", flat=True
    )
    if rule := may_not_pay(case.kind, {*parts}, on=on):
        raise NotTheirsToPay(in_words(rule.words))


def must_be_allowed_to_advance(
    case: Case, person: Person, purpose: str, *, on: date
) -> None:
    """The same of money that comes in advance for fees or costs of the case."""
    if purpose in _PAYS_FOR_THE_CASE:
        must_be_allowed_to_pay(case, person, on=on)
