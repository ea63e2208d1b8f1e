"""A client who was invited, and is to pay: python -m tests.browser.inviting [form].

With "form" she has also a form to read and sign, filled and approved.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from harborlight.billing.actions import issue_invoice
from harborlight.filings.actions import approve_form, fill_forms
from harborlight.filings.queries import filings
from harborlight.firm.models import Firm, Membership
from harborlight.firm.tenancy import everywhere, inside
from harborlight.workflow.actions import bill_case, invite_to_portal
from harborlight.workflow.queries import course_of
from tests.cast import actor_of
from tests.whole_case import MARIA, begin


def main(*also: str) -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        ada, paul, pat = (
            actor_of(
                Membership.objects.select_related("user", "firm").get(
                    user__email=f"{name}@okafor.example"
                )
            )
            for name in ("ada", "paul", "pat")
        )
        maria = replace(MARIA, language="en")
        begun = begin(ada, playbook="practice-spouse", petitioner=maria)
        issue_invoice(pat, bill_case(pat, begun.case, course_of(pat, begun.case)))
        if "form" in also:
            for filled in fill_forms(paul, filings(paul, begun.case).get()):
                approve_form(ada, filled, despite_open=True)
        invite_to_portal(ada, [begun.petitioner])


if __name__ == "__main__":
    main(*sys.argv[1:])
