"""A second edition of the practice petition, as an agency makes one: a question more, one
that is gone, one numbered anew and printed elsewhere."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pikepdf

from harborlight.law.packs import FORMS_FOLDER
from harborlight.papers.practice import practice_form

EDITION = "2026-06-01"


def new_blank() -> bytes:
    """Item 6 asks for a mobile phone, the day phone is Item 7, and nobody asks for e-mail."""
    with pikepdf.open(BytesIO(practice_form())) as pdf:
        for page in pdf.pages:
            for one in page.get("/Annots", []):
                if str(one.get("/T", "")) == "Pt1Line6_Phone[0]":
                    one.T = pikepdf.String("Pt1Line7_Phone[0]")
                    one.Rect = pikepdf.Array([150, 362, 288, 380])
                elif str(one.get("/T", "")) == "Pt2Line5_Email[0]":
                    one.T = pikepdf.String("Pt1Line6_Mobile[0]")
                    one.TU = pikepdf.String("Part 1. 6. Mobile phone.")
                    one.Rect = pikepdf.Array([150, 386, 288, 404])
        made = BytesIO()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def lay_out(packs: Path, forms: Path) -> None:
    """Put its pack into one folder and its blank into the other."""
    blank = new_blank()
    forms.mkdir(parents=True, exist_ok=True)
    (forms / "hl-1__06-01-26.pdf").write_bytes(blank)
    folder = packs / "hl-1"
    folder.mkdir(parents=True)
    pack = (FORMS_FOLDER / "hl-1" / "2026-01-01.yaml").read_text()
    old = (
        "  - {item: 6, box: Pt1Line6_Phone, fact: petitioner.contact.phone_day, as: phone,\n"
        "     required: true}\n"
    )
    assert old in pack
    new = (
        "  - {item: 6, box: Pt1Line6_Mobile, fact: petitioner.contact.phone_mobile,\n"
        "     as: phone, required: true}\n"
        "  - {item: 7, box: Pt1Line7_Phone, fact: petitioner.contact.phone_day, as: phone,\n"
        "     required: true}\n"
    )
    mobile = "  - {item: 5, box: Pt2Line5_Email, fact: petitioner.contact.email, whole: true}\n"
    assert mobile in pack
    pack = pack.replace(old, new).replace(mobile, "")
    pack = pack.replace("edition: 2026-01-01", f"edition: {EDITION}")
    pack = pack.replace("{from: 2026-01-01", f"{{from: {EDITION}")
    sha256 = hashlib.sha256(practice_form()).hexdigest()
    pack = pack.replace(sha256, hashlib.sha256(blank).hexdigest())
    # The box for the mobile phone lies on page 1, under the old one's parent.
    (folder / f"{EDITION}.yaml").write_text(pack)
