"""That a version was read, and that somebody wants it read again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from harborlight.documents import events
from harborlight.documents.actions.receiving import EXPIRY_FIELDS, note_expiry
from harborlight.documents.actions.reviewing import _words
from harborlight.documents.advice import advice_of
from harborlight.documents.differing import plain_zone
from harborlight.documents.models import Reading, Version
from harborlight.documents.suggesting import Suggestion
from harborlight.facts.actions import ChangedMeanwhile, Place, Source, learn, weigh
from harborlight.facts.models import Fact
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import forget_file, keep_bytes
from harborlight.papers.page_text import PageText


@dataclass(frozen=True)
class WasRead:
    """What a reader made of a version.

    failed: numbers of pages that it could not read; why: in one word, the first of them.
    searchable: a PDF, where the file itself does not say its words.
    """

    pages: Sequence[PageText]
    languages: Sequence[str] = ()
    failed: Sequence[int] = ()
    why: str = ""
    searchable: bytes | None = None


class NothingToConfirm(Exception):
    """What was read here is only shown: no fact and no field of ours holds it."""


class NotRead(Refused):
    """The papers of a sensitive case are read by people only."""


def keep_reading(actor: Actor, version: Version, *, found: WasRead) -> Reading:
    """Keep what was read on a version, sealed as the version itself is.

    Its sender is told where it looks like another paper, or is too old.
    """
    kind = events.NOT_READ if found.failed else events.READ
    with acting(actor, kind, version) as event:
        _forget_readings(version)
        said = json.dumps(
            {"pages": [page.as_plain() for page in found.pages]}, ensure_ascii=False
        )
        reading = Reading.objects.create(
            firm=actor.firm,
            case_id=version.case_id,
            version=version,
            state=Reading.State.FAILED if found.failed else Reading.State.READ,
            engines=sorted({page.by for page in found.pages if page.by}),
            languages=[*found.languages],
            pages=len(found.pages),
            unread=[*found.failed],
            why=found.why[:40],
            zone=plain_zone(found.pages, today(actor.firm.time_zone)),
            file=keep_bytes(actor.firm, version.case_id, said.encode()),
            searchable=_kept(actor, version, found.searchable),
            read_at=now(),
        )
        heard = advice_of(version, found.pages)
        version.advice += [code for code in heard if code not in version.advice]
        version.save(update_fields=["advice"])
        event.say(pages=len(found.pages), **_words(version))
    return reading


def ask_reading(actor: Actor, version: Version) -> None:
    """Have a version read again, or for the first time. Raises NotRead."""
    with acting(actor, events.READING_ASKED, version) as event:
        if version.case.is_sensitive:
            raise NotRead(
                _("This case is sensitive: its papers are read by people only.")
            )
        _forget_readings(version)
        event.say(**_words(version))


def confirm_read(
    actor: Actor, version: Version, *, read: Suggestion, over: str
) -> None:
    """Find right what was read on a version: it is kept as a fact, or said of the paper.

    over: the word for the fact as they saw it. Raises ChangedMeanwhile where it is another
    by now, NothingToConfirm where what was read has no place in the record.
    """
    with acting(actor, events.READ_CONFIRMED, version) as event:
        document = version.document
        if read.fact:
            place: Place = (read.fact, None)
            values, seen = {place: read.value}, {place: over}
            person, case = document.person, version.case
            held = weigh(actor, case, person=person, values=values, over=seen).held
            if held:
                raise ChangedMeanwhile(held[place])
            source = Source(Fact.Source.PAGE, id=version.pk)
            learn(actor, case, person=person, values=values, source=source)
        elif read.field == "issued_on":
            document.issued_on = date.fromisoformat(read.value)
            note_expiry(document)
            document.save(update_fields=["issued_on", *EXPIRY_FIELDS])
        elif read.field == "country":
            document.country = read.value
            document.save(update_fields=["country"])
        else:
            raise NothingToConfirm(read.label)
        event.say(what=read.label, **_words(version))


def _kept(actor: Actor, version: Version, pdf: bytes | None) -> StoredFile | None:
    return None if pdf is None else keep_bytes(actor.firm, version.case_id, pdf)


def _forget_readings(version: Version) -> None:
    """What was read before gives way, and its files with it.

    The version's row is held: of two workers that read it the later one counts.
    """
    Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    before = Reading.objects.filter(version=version)
    for reading in before.select_related("file", "searchable"):
        reading.delete()
        for file in (reading.file, reading.searchable):
            if file is not None:
                forget_file(file)
