"""Further sheets behind a form, for what its additional-information part cannot hold.

The forms' instructions allow them: each bears the name and the A-Number, the page, part
and item of every answer, and is signed and dated by whoever signs the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harborlight.law.packs import Composed, Pack
from harborlight.papers.printing import print_sheet


def further_sheets(
    pack: Pack, composed: Composed, facts: Mapping[str, Mapping[str, Any]], client: str
) -> bytes:
    """The PDF of what found no room on the form."""
    about = facts.get(_whose(pack, client), {})
    return print_sheet(
        "further",
        {
            "form": pack.form,
            "edition": f"{pack.edition:%m/%d/%y}",
            "part": pack.additional_part,
            "name": _name(about),
            "number": _number(about),
            "answers": [
                {
                    "page": one.place.page,
                    "part": one.place.part,
                    "item": one.place.item,
                    "lines": one.text.splitlines(),
                }
                for one in composed.continued
            ],
        },
    )


def _whose(pack: Pack, client: str) -> str:
    """The party whose answers the form gives: who signs it before any attorney does."""
    first = pack.signatures[0].party if pack.signatures else "client"
    return client if first == "client" else first


def _name(about: Mapping[str, Any]) -> str:
    name = about.get("name", {})
    given = [name.get("given", ""), name.get("middle", "")]
    called = " ".join(part for part in given if part and part != "none")
    return ", ".join(part for part in (name.get("family", ""), called) if part)


def _number(about: Mapping[str, Any]) -> str:
    number = about.get("a_number", "")
    return f"A-{number.removeprefix('A')}" if number not in ("", "none") else "none"
