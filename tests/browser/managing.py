"""A practice manager for the firm of the stories: python -m tests.browser.managing."""

from __future__ import annotations

from harborlight.firm.actions import add_member
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import everywhere, inside
from tests.browser.found import account


def main() -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        mia = account("Mia Brandt", "mia@okafor.example")
        add_member(Actor.clock(firm), mia, role=Role.PRACTICE_MANAGER)


if __name__ == "__main__":
    main()
