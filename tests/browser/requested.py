"""A case that the agency may ask about: python -m tests.browser.requested MARK.

The mark tells the couples of one house apart. Prints the key of the case. Its petitioner
has an account already.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from harborlight.firm.actions import add_member
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import everywhere, inside
from tests.browser.found import account
from tests.browser.reviewing import member
from tests.whole_case import MARIA, OMAR, begin


def main(mark: str) -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        ada, email = member("ada"), f"maria.{mark}@example.org"
        maria, omar = replace(MARIA, email=email), replace(OMAR, email="")
        begun = begin(
            ada, playbook="practice-spouse", petitioner=maria, beneficiary=omar
        )
        person = begun.petitioner.person
        person.login = account("María Rivas Peña", email)
        add_member(Actor.clock(firm), person.login, role=Role.CLIENT)
        person.save()
        print(begun.case.key)


if __name__ == "__main__":
    main(sys.argv[1])
