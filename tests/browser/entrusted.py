"""María's case, of which she is in the portal: python -m tests.browser.entrusted.

Prints the key of the case.
"""

from __future__ import annotations

from harborlight.firm.actions import add_member
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import everywhere, inside
from tests.browser.found import account
from tests.cast import actor_of
from tests.whole_case import MARIA, begin


def main() -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        members = Membership.objects.select_related("user", "firm")
        ada = actor_of(members.get(user__email="ada@okafor.example"))
        begun = begin(ada, playbook="practice-spouse")
        maria = account("María Rivas Peña", MARIA.email)
        add_member(Actor.clock(firm), maria, role=Role.CLIENT)
        person = begun.petitioner.person
        person.login = maria
        person.save()
        print(begun.case.key)


if __name__ == "__main__":
    main()
