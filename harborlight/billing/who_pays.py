"""Whether a law keeps somebody from paying for a case at all."""

from __future__ import annotations

from datetime import date

from harborlight.cases.models import Case, Party
from harborlight.firm.words import in_words
from harborlight.law.who_pays import may_not_pay
from harborlight.people.models import Person


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
