"""A case whose evidence is gathered: python -m tests.browser.evidence MARK.

The mark tells the couples of one house apart. Prints the key of the case.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import django

django.setup()

from harborlight.documents.actions import request_document  # noqa: E402
from harborlight.firm.actions import add_member  # noqa: E402
from harborlight.firm.actor import Actor  # noqa: E402
from harborlight.firm.models import Firm  # noqa: E402
from harborlight.firm.roles import Role  # noqa: E402
from harborlight.firm.tenancy import everywhere, inside  # noqa: E402
from tests.browser.found import account  # noqa: E402
from tests.browser.reviewing import member  # noqa: E402
from tests.whole_case import MARIA, OMAR, begin  # noqa: E402

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
