"""A case whose client sent several papers in one file: python -m tests.browser.arranging.

Prints the keys of that file and of a version sent before it.
"""

from __future__ import annotations

from dataclasses import replace

from harborlight.documents.actions import (
    About,
    Checked,
    receive_document,
    request_document,
)
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import everywhere, inside
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.tests import honest
from tests.browser.reviewing import member
from tests.whole_case import MARIA, OMAR, begin

ASKED = [
    ("passport", {"en": "Her passport", "es": "Su pasaporte"}),
    ("birth certificate", {"en": "Her birth certificate", "es": "Su acta"}),
]


def main() -> None:
    with everywhere("a story looks for its firm"):
        firm = Firm.objects.get(name="Okafor Immigration Law PLLC")
    with inside(firm):
        ada = member("ada")
        # Nobody invites them: an account of that address may be another story's.
        maria, omar = (replace(one, email="") for one in (MARIA, OMAR))
        begun = begin(
            ada, playbook="practice-spouse", petitioner=maria, beneficiary=omar
        )
        passport, _birth = (
            request_document(
                ada, begun.case, person=begun.petitioner.person, kind=kind, title=title
            )
            for kind, title in ASKED
        )

        def sent(pages: int) -> str:
            data = keep_bytes(firm, begun.case.pk, honest.pdf(pages=pages))
            checked = Checked(data, "scan.pdf", "pdf", pages)
            about = About(country="SV", language="es")
            return receive_document(ada, passport, checked=checked, about=about).key

        print(sent(1), sent(3))


if __name__ == "__main__":
    main()
