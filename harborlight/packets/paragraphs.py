"""Places in standard paragraphs, and what stands in them when one is used."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harborlight.cases.models import Party
from harborlight.cases.queries import parties
from harborlight.documents.models import Document
from harborlight.firm.actor import Actor
from harborlight.packets.models import Exhibit, Packet
from harborlight.packets.queries import paragraphs

# Whose names may stand between braces by their part in the case; and what else.
PARTS = ("petitioner", "beneficiary", "applicant")
PLACES = ("client", "person", *PARTS, "case", "firm")
# In the place of somebody whom the case does not have: a person sees it and fills it.
NOBODY = "_____"
_PLACE = re.compile(r"\{([^{}]*)\}")
# What a sheet holds in letters that can be read.
MOST_LETTERS, MOST_LINES = 1_200, 14


def strange_places(text: str) -> list[str]:
    """What stands between braces and is no place that we know; a brace that is alone."""
    found = [f"{{{one}}}" for one in _PLACE.findall(text) if one not in PLACES]
    return [*found, *re.findall(r"[{}]", _PLACE.sub("", text))]


def too_long(text: str) -> bool:
    return len(text) > MOST_LETTERS or len(text.splitlines()) > MOST_LINES


class Filler:
    """Fills the places of paragraphs for the papers of one packet.

    {client}: all whom the case is about; {person}: whose paper it is, or the same where
    it is nobody's; {petitioner} and the like: who has this part; {case}: its number;
    {firm}: its name.
    """

    def __init__(self, actor: Actor, packet: Packet) -> None:
        rows = [*parties(actor, packet.case)]
        self._said = {
            "client": _listed(dict.fromkeys(_name(row) for row in rows)),
            "case": packet.case.number,
            "firm": packet.firm.name,
        }
        for part in PARTS:
            names = [_name(row) for row in rows if row.part == part]
            self._said[part] = _listed(names) or NOBODY

    def fill(self, text: str, document: Document | None) -> str:
        """The text for a paper; None: it is of no paper, as a form is."""
        person = document.person if document else None
        whose = person.full_name if person else self._said["client"]
        said = {**self._said, "person": whose}
        return _PLACE.sub(lambda found: said.get(found[1], found[0]), text)


def paragraphs_for(actor: Actor, exhibit: Exhibit) -> dict[str, tuple[str, str]]:
    """The paragraphs that are offered, by key: the name and the text for this exhibit."""
    offered = paragraphs(actor)
    if not offered:
        return {}
    filler = Filler(actor, exhibit.packet)
    of = exhibit.version.document if exhibit.version else None
    return {one.key: (one.name, filler.fill(one.text, of)) for one in offered}


def joined(text: str, more: str) -> str:
    """A paragraph behind what was said already; not said twice."""
    if more in text:
        return text
    return f"{text.rstrip()}\n{more}" if text.strip() else more


def _name(row: Party) -> str:
    return str(row.person.full_name)


def _listed(names: Iterable[str]) -> str:
    """In English, for the government reads it: "A, B and C"."""
    *before, last = [*names] or [""]
    return f"{', '.join(before)} and {last}" if before else last
