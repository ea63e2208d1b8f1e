"""Records of clients' money are kept for the years that the state asks for (trust.md T19).

The books themselves are never deleted: the database refuses it. What this holds back is
the key of a case, with which the words about its money would be gone.
"""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from harborlight.cases.gates import ERASE, holds
from harborlight.cases.models import Case
from harborlight.firm.clock import today
from harborlight.law.trust_policy import OTHER, Policy, policy_of
from harborlight.trust.models import Account, Terms


def kept_until(case: Case, on: date) -> date | None:
    """The first day on which records of this case's money may go; None: not ended yet."""
    if case.closed_on is None:
        return None
    year = case.closed_on.year + _rule(case, on).retention_years
    try:
        return case.closed_on.replace(year=year)
    except ValueError:  # 29 February, of a year that has none
        return date(year, 3, 1)


@holds("records of money")
def keeps_records(case: Case, step: str) -> str:
    """Why the key of a case may not be destroyed: money was held or moved in it."""
    if step != ERASE or not Account.objects.filter(case=case).exists():
        return ""
    day = today(case.firm.time_zone)
    until = kept_until(case, day)
    if until is None:
        return gettext(
            "Money moved in this case, and it is not closed: its records are kept."
        )
    if day < until:
        return gettext(
            "Money moved in this case: its records are kept until %(day)s. %(source)s"
        ) % {
            "day": date_format(until, "DATE_FORMAT"),
            "source": _rule(case, day).source,
        }
    return ""


def _rule(case: Case, on: date) -> Policy:
    chosen = Terms.objects.filter(firm=case.firm).first()
    return policy_of(chosen.state if chosen else OTHER, on)
