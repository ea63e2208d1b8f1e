"""What a paper that is not in English needs beside itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import override

from harborlight.documents import events
from harborlight.documents.models import Document, Slot
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


def say_in_english(actor: Actor, document: Document) -> None:
    """Say that a paper needs no translation: all of it is in English too."""
    with acting(actor, events.NO_TRANSLATION, document) as event:
        document.in_english_too = True
        document.save(update_fields=["in_english_too"])
        whose = {"for_person": str(document.person_id)} if document.person_id else {}
        event.say(title=document.titles, **whose)


def title_of_slot(title: Mapping[str, str], slot: str) -> dict[str, str]:
    """What history calls a part of a paper, in every language: "Passport (English translation)"."""
    if slot == Slot.ORIGINAL:
        return dict(title)
    named = {}
    for language, words in title.items():
        with override(language):
            named[language] = f"{words} ({Slot(slot).label})"
    return named
