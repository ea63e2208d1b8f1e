"""A case whose evidence is gathered: python -m tests.browser.evidence MARK.

The mark tells the couples of one house apart. Prints the key of the case.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from harborlight.documents.actions import request_document
from harborlight.firm.actions import add_member
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import everywhere, inside
from tests.browser.found import account
from tests.browser.reviewing import member
from tests.whole_case import MARIA, OMAR, begin

BIRTH = {"en": "Acta de nacimiento", "es": "Acta de nacimiento"}


def main(mark: str) -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        ada, email = member("ada"), f"maria.{mark}@example.org"
        maria, omar = replace(MARIA, email=email), replace(OMAR, email="")
        begun = begin(ada, petitioner=maria, beneficiary=omar)
        person = begun.petitioner.person
        request_document(
            ada, begun.case, person=person, kind="birth certificate", title=BIRTH
        )
        person.login = account("María Rivas Peña", email)
        add_member(Actor.clock(firm), person.login, role=Role.CLIENT)
        person.save()
        print(begun.case.key)


if __name__ == "__main__":
    main(sys.argv[1])
