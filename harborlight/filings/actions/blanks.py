from __future__ import annotations

from harborlight.filings import events
from harborlight.filings.jobs import fetch_one_blank
from harborlight.filings.library import known_blank, put_blank
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.law.packs import Pack


def add_blank(actor: Actor, *, content: bytes) -> Pack:
    """Put an official blank into the library. UnknownBlank for any other file."""
    with acting(actor, events.BLANK_ADDED, actor.firm) as event:
        pack = known_blank(content)
        event.say(form=pack.form, edition=pack.edition.isoformat())
        put_blank(content, pack)
    return pack


def ask_for_blank(actor: Actor, *, form: str) -> None:
    """Have the blank fetched from the agency, in the background."""
    with acting(actor, events.BLANK_ASKED, actor.firm) as event:
        fetch_one_blank.enqueue(form)
        event.say(form=form)
