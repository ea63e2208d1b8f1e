"""An office for bench.uploads: `found` it and sign Maria in, or `serve` it.

It takes files for a purpose that the product does not have: two gibibytes.
"""

from __future__ import annotations

import os
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402

from harborlight.api import purposes  # noqa: E402
from harborlight.firm.vault.uploads import LARGEST, MOST_AT_ONCE, Purpose  # noqa: E402


def found() -> None:
    from django.core.management import call_command

    from harborlight.api.tests.entering import signed_in
    from harborlight.firm.actions import add_member, found_firm
    from harborlight.firm.actor import Actor
    from harborlight.firm.models import User
    from harborlight.firm.roles import Role
    from harborlight.firm.tenancy import inside
    from tests.cast import account, actor_of
    from tests.whole_case import begin, furnish

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    firm = found_firm(
        name="Bench Law", is_demonstration=True, requires_second_factor=False
    )
    with inside(firm):
        clock = Actor.clock(firm)
        furnish(clock)
        ada = actor_of(add_member(clock, account("Ada"), role=Role.ATTORNEY))
        begun = begin(ada)
        maria = account("Maria")
        add_member(clock, maria, role=Role.CLIENT)
        begun.petitioner.person.login = maria
        begun.petitioner.person.save()
        headers = signed_in(User.objects.get(pk=maria.pk))
    print(headers["cookie"])
    print(headers["x-csrftoken"])


def entrance() -> object:
    """What granian runs: the house, with the bench's purpose."""
    from harborlight.config import asgi
    from harborlight.firm.vault import uploads

    def for_the_bench(actor: object, name: str, reference: str) -> tuple[Purpose, int]:
        return Purpose(name, reference, None), LARGEST

    purposes.found = for_the_bench
    uploads.MOST_AT_ONCE = 10 * MOST_AT_ONCE
    return asgi.entrance()


def serve() -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "bench.uploads_office:entrance",
        address="127.0.0.1",
        port=settings.PORT,
        interface=Interfaces.ASGINL,
        workers=1,
        websockets=False,
        factory=True,
    ).serve()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harborlight.config.settings")
    {"found": found, "serve": serve}[sys.argv[1]]()
