"""What a box seems to ask for, by its name and tooltip: a fact, and how it is written.

The subject is for a person to say: a guess reads TODO.birth.date.
"""

from __future__ import annotations

import re
from typing import Any

from harborlight.filings.pack_drafts.sorting import Asked
from harborlight.filings.pack_drafts.tooltips import local

TODO = "TODO"
PREPARER = re.compile(r"prepar(?:er|ing)", re.IGNORECASE)
INTERPRETER = re.compile(r"interpreter", re.IGNORECASE)

# What a name or tooltip says, the path of the fact, and the further words of the row.
FACTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (r"Alien ?(Registration )?Number|A-?Number\b", "a_number", {"as": "a_number"}),
    (r"SSN|Social ?Security", "ssn", {"as": "digits"}),
    (r"OnlineA|ELISA|U ?S ?C ?I ?S Online", "uscis_account", {"as": "digits"}),
    (r"Date ?of ?Birth|DOB", "birth.date", {"as": "date"}),
    (r"City\w*OfBirth|(City|Town).{0,20} of Birth", "birth.city", {}),
    (r"Country ?Of ?Birth", "birth.country", {"as": "country"}),
    (r"Passport ?Num", "passport.number", {}),
    (r"I-? ?94|ArrivalDeparture", "admission.i94", {}),
    (r"Daytime ?(Tele)?phone", "contact.phone_day", {"as": "phone"}),
    (r"Mobile ?(Tele)?phone|MobileNum", "contact.phone_mobile", {"as": "phone"}),
    (r"E-?mail", "contact.email", {"whole": True}),
    (r"In ?Care ?Of", "mailing.in_care_of", {}),
)
SHAPES: tuple[tuple[str, str], ...] = (
    (r"2 ?-? ?digit month|Date(?!d)", "date"),
    (r"Country(?!.*City)", "country"),
    (r"Phone|Telephone", "phone"),
)
OF_ATTORNEY = {
    "contact.phone_day": "attorney.phone_day",
    "contact.phone_mobile": "attorney.phone_mobile",
    "contact.email": "attorney.email",
}
OF_PREPARER: tuple[tuple[str, str], ...] = (
    (r"Family ?Name", "attorney.name.family"),
    (r"Given ?Name", "attorney.name.given"),
    (r"Business|Organization", "firm.name"),
    (r"Mobile|Fax", "contact.phone_mobile"),
    (r"Telephone|Phone", "contact.phone_day"),
)
OF_ATTORNEY_BOX: tuple[tuple[str, dict[str, Any]], ...] = (
    (r"Volag", {"fact": "firm.volag_number"}),
    (r"Bar ?Number", {"fact": "attorney.bar_number",
                      "when": {"fact": "attorney.kind", "is": "attorney"}}),
    (r"Online|ELIS", {"fact": "attorney.uscis_account"}),
)  # fmt: skip
ATTORNEY_BOX = re.compile(r"^to be completed by an attorney|^Attorney|Volag", re.I)
ATTORNEY_ITEM = "Attorney box"


def is_attorney_box(one: Asked) -> bool:
    """The corner of the first page that is for the attorney."""
    if one.box.page != 1 or one.number:
        return False
    return bool(ATTORNEY_BOX.search(" ".join(one.box.tooltip.split())))


def value(one: Asked) -> dict[str, Any]:
    """The words of the row that say what goes in: {fact: TODO.birth.date, as: date}."""
    name, said = local(one.box), one.asks
    if PREPARER.search(one.title):
        return _of_preparer(name, said)
    if is_attorney_box(one):
        for pattern, row in OF_ATTORNEY_BOX:
            if re.search(pattern, f"{name} {said}"):
                return dict(row)
    # The last words of the tooltip name the box; those before set the scene.
    for words in (said[-90:], name):
        for pattern, path, more in FACTS:
            if re.search(pattern, words, re.IGNORECASE):
                return {"fact": f"{TODO}.{path}", **more}
    return {"fact": TODO, **shape(one)}


def shape(one: Asked) -> dict[str, Any]:
    """How the value is written, where the box shows it."""
    name, said = local(one.box), one.asks[-90:]
    if one.box.kind == "choice":
        codes = {option.value.strip() for option in one.box.options}
        return {"as": "state"} if {"TX", "CA", "NY"} <= codes else {}
    for pattern, form in SHAPES:
        if re.search(pattern, said, re.IGNORECASE) or re.search(pattern, name):
            return {"as": form}
    return {}


def _of_preparer(name: str, said: str) -> dict[str, Any]:
    for pattern, path in OF_PREPARER:
        if re.search(pattern, said[-60:]) or re.search(pattern, name):
            fact = OF_ATTORNEY.get(path, path)
            return {"fact": fact, **({"as": "phone"} if "phone" in fact else {})}
    if re.search(r"E-?mail", f"{name} {said}", re.IGNORECASE):
        return {"fact": "attorney.email", "whole": True}
    return {"fact": TODO}
