"""Where on the picture of a page the words stand that somebody looks for."""

from __future__ import annotations

from harborlight.documents.models import Version
from harborlight.documents.reading import pages_of
from harborlight.firm.actor import Actor
from harborlight.firm.vault.stored import KeyDestroyed
from harborlight.papers.page_text import Word
from harborlight.search.asked import Asked
from harborlight.search.snippets import places_of

# A page that is full of marks says nothing.
MOST_MARKS = 200


def marks_on(actor: Actor, version: Version, page: int, asked: Asked) -> list[Word]:
    """The words of a page that are asked for, with their boxes; [] where none is known."""
    try:
        pages = pages_of(actor, version)
    except KeyDestroyed:
        return []
    words = next((one.words for one in pages if one.number == page), ())
    places = places_of([word.text for word in words], asked)
    return [words[place] for place in places[:MOST_MARKS]]
