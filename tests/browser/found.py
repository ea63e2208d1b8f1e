"""Founds the firm that a story plays in: python -m tests.browser.found."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from harborlight.firm.actions import (
    add_member,
    earn_flat_fees,
    found_firm,
    keep_credentials,
)
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from tests.whole_case import furnish

PASSWORD = "correct horse battery staple"
STAFF = {
    "Ada Okafor": Role.ATTORNEY,
    "Paul Berg": Role.PARALEGAL,
    "Pat Lindqvist": Role.PARTNER,
    "Ben Sato": Role.FINANCE,
    "Ines Duarte": Role.FIRM_ADMINISTRATOR,
}
ADDRESS = {
    "street": "901 Congress Avenue",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
}


def account(name: str, email: str) -> User:
    user = User.objects.create_user(email=email, password=PASSWORD, name=name)
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


def main() -> None:
    about = {k: v for k, v in ADDRESS.items() if _firm_has(k)}
    firm = found_firm(
        name="Okafor Immigration Law PLLC",
        is_demonstration=True,
        requires_second_factor=False,
        phone="+15125550100",
        time_zone="America/Chicago",
        **about,
    )
    with inside(firm):
        clock = Actor.clock(firm)
        for name, role in STAFF.items():
            user = account(name, f"{name.split()[0].lower()}@okafor.example")
            add_member(clock, user, role=role)
        furnish(clock, "one-step-marriage", "n400", "h1b", "i-751")
        pat = User.objects.get(email="pat@okafor.example")
        ada = User.objects.get(email="ada@okafor.example")
        partner = Actor(firm, frozenset({Role.PARTNER}), "Pat Lindqvist", pat.pk)
        keep_credentials(
            partner,
            ada,
            family_name="Okafor",
            given_name="Adaeze",
            licensing_authority="Supreme Court of Texas",
            bar_number="24099999",
            uscis_account="012345678901",
            phone="+15125550100",
            email="ada@okafor.example",
        )
        earn_flat_fees(partner, firm, rests_on="Engagement agreement, section 4")
    rival = found_firm(
        name="Rival Law", is_demonstration=True, requires_second_factor=False
    )
    with inside(rival):
        rita = account("Rita Novak", "rita@rival.example")
        add_member(Actor.clock(rival), rita, role=Role.ATTORNEY)


def _firm_has(name: str) -> bool:
    from harborlight.firm.models import Firm

    return any(field.name == name for field in Firm._meta.get_fields())


if __name__ == "__main__":
    main()
