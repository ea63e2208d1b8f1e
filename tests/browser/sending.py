"""A client who is asked for papers: python -m tests.browser.sending [HOW MANY].

Prints the keys of the papers that Maria is asked for, one for each story.
"""

from __future__ import annotations

import sys

from harborlight.documents.actions import request_document
from harborlight.firm.actions import add_member
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import everywhere, inside
from tests.browser.found import account
from tests.cast import actor_of
from tests.whole_case import begin


def main(papers: int = 1) -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        ada = Membership.objects.select_related("user", "firm").get(
            user__email="ada@okafor.example"
        )
        begun = begin(actor_of(ada))
        maria = account("María Rivas Peña", "maria@example.org")
        add_member(Actor.clock(firm), maria, role=Role.CLIENT)
        person = begun.petitioner.person
        person.login = maria
        person.save()
        for number in range(papers):
            title = {"en": f"Passport {number}", "es": f"Pasaporte {number}"}
            asking = request_document(
                actor_of(ada), begun.case, person=person, kind="passport", title=title
            )
            print(asking.key)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
