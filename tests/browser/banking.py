"""Money that came into trust last month: python -m tests.browser.banking.

Prints what the bank's file for that month says, and its month (2026-03).
"""

from __future__ import annotations

from datetime import timedelta

from harborlight.cases.queries import people_of
from harborlight.firm.clock import today
from harborlight.firm.models import Firm, Membership
from harborlight.firm.tenancy import everywhere, inside
from harborlight.trust.actions import Side, post
from harborlight.trust.models import Book
from tests.cast import actor_of
from tests.whole_case import begin


def main() -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        members = Membership.objects.select_related("user", "firm")
        ada, ben = (
            actor_of(members.get(user__email=f"{name}@okafor.example"))
            for name in ("ada", "ben")
        )
        begun = begin(ada, playbook="practice-spouse")
        end = today(firm.time_zone).replace(day=1) - timedelta(days=1)
        on = end.replace(day=10)
        sides = (
            Side(Book.TRUST_BANK, debit=67_500),
            Side(Book.CLIENT_TRUST, credit=67_500),
        )
        post(
            ben,
            case=begun.case,
            person=people_of(ada, begun.case)[0],
            sides=sides,
            on=on,
            memo="payment",
            words={"number": "2026-0001"},
            key="browser",
        )
    print(f"{on:%m/%d/%Y} {end:%m/%d/%Y}")


if __name__ == "__main__":
    main()
