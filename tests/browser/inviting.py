"""A client who was invited, and is to pay: python -m tests.browser.inviting."""

from __future__ import annotations

from dataclasses import replace

import django

django.setup()

from harborlight.billing.actions import issue_invoice  # noqa: E402
from harborlight.firm.models import Firm, Membership  # noqa: E402
from harborlight.firm.tenancy import everywhere, inside  # noqa: E402
from harborlight.workflow.actions import bill_case, invite_to_portal  # noqa: E402
from harborlight.workflow.queries import course_of  # noqa: E402
from tests.cast import actor_of  # noqa: E402
from tests.whole_case import MARIA, begin  # noqa: E402


def main() -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        ada, pat = (
            actor_of(
                Membership.objects.select_related("user", "firm").get(
                    user__email=f"{name}@okafor.example"
                )
            )
            for name in ("ada", "pat")
        )
        maria = replace(MARIA, language="en")
        begun = begin(ada, playbook="practice-spouse", petitioner=maria)
        issue_invoice(pat, bill_case(pat, begun.case, course_of(pat, begun.case)))
        invite_to_portal(ada, [begun.petitioner])


if __name__ == "__main__":
    main()
