"""The tests' way to make a form of a family, and to read what it says."""

from datetime import date
from functools import cache

from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import CITIZEN, Typewriter, family

DAY = date(2026, 6, 15)


def made(form, name=CITIZEN, *, client="", change=None):
    """A family's form, composed; `change` alters the facts first."""
    if change is None:
        return unchanged(form, name, client)
    day, facts = family(name)
    change(facts)
    return compose(pack_of(form, day), facts, Typewriter(), on=day, client=client)


@cache
def unchanged(form, name, client):
    day, facts = family(name)
    return compose(pack_of(form, day), facts, Typewriter(), on=day, client=client)


def printed(form, composed):
    """(page, part, item) -> what the boxes of that item show, in the order of the pack."""
    pack, lines = pack_of(form, DAY), {}
    rows = [(row.place, row.box, None) for row in pack.texts]
    for row in pack.choices:
        rows += [(row.place, box, word) for word, box in row.boxes.items()]
    for place, box, word in rows:
        shown = composed.values.get(box)
        if shown is True or isinstance(shown, str):
            key = (place.page, place.part, place.item)
            lines.setdefault(key, []).append(word if shown is True else shown)
    return {key: " ".join(map(str, shown)) for key, shown in lines.items()}
