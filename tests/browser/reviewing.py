"""Papers that wait for review, and a form to check: python -m tests.browser.reviewing.

Prints the key of the filled form.
"""

from __future__ import annotations

from dataclasses import replace

from harborlight.documents.actions import (
    About,
    Checked,
    receive_document,
    request_document,
)
from harborlight.filings.actions import fill_forms
from harborlight.filings.queries import filings
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership
from harborlight.firm.tenancy import everywhere, inside
from harborlight.firm.vault.stored import keep_bytes
from tests.cast import actor_of
from tests.whole_case import MARIA, OMAR, begin

PAPERS = 6


def main() -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        ada, paul = member("ada"), member("paul")
        # Nobody invites them: an account of that address may be another story's.
        maria, omar = (replace(one, email="") for one in (MARIA, OMAR))
        begun = begin(
            ada, playbook="practice-spouse", petitioner=maria, beneficiary=omar
        )
        for number in range(PAPERS):
            request = request_document(
                ada,
                begun.case,
                person=begun.petitioner.person,
                kind="passport",
                title={"en": f"Passport {number}", "es": f"Pasaporte {number}"},
            )
            words = keep_bytes(firm, begun.case.pk, b"A paper in plain words.")
            checked = Checked(words, "paper.txt", "txt", 1)
            receive_document(ada, request, checked=checked, about=About())
        print(fill_forms(paul, filings(ada, begun.case).get())[0].key)


def member(name: str) -> Actor:
    found = Membership.objects.select_related("user", "firm")
    return actor_of(found.get(user__email=f"{name}@okafor.example"))


if __name__ == "__main__":
    main()
