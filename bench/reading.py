"""Inside a house: lay a real form before the client who reads one.

What synth lets them read is a practice form of one sheet. Here the newest of them gets the
agency's I-130 with every box filled. Prints the address of the page, and the cookie to
open it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from bench.client_pages import address_of, newest_signing
from bench.forms import answers
from bench.office import cookie_of, signed_in
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.filling import fill
from harborlight.papers.preparing import prepare

FORM = "i-130"


def main() -> None:
    folder = Path(os.environ.get("HARBORLIGHT_FORMS", ""))
    files = sorted(folder.glob(f"{FORM}__*.pdf"))
    if not files:
        sys.exit(
            "There is no blank of the I-130 in the folder that HARBORLIGHT_FORMS names."
        )
    blank = prepare(files[-1].read_bytes())
    pdf = fill(blank, answers(blank)).pdf
    firm = Firm.objects.get()
    with inside(firm):
        signing = newest_signing()
        filled = signing.filled
        filled.file = keep_bytes(firm, filled.case_id, pdf)
        filled.pages = blank.pages
        filled.save(update_fields=["file", "pages"])
        told = address_of("form", signing), cookie_of(signed_in(signing.person.login))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
