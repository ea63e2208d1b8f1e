"""Papers of a case, with its word."""

from __future__ import annotations

import io

from harborlight.documents.actions import (
    About,
    Checked,
    Sent,
    WasRead,
    keep_reading,
    receive_document,
    request_document,
    write_of_paper,
)
from harborlight.documents.models import (
    Detail,
    MadeFrom,
    NamePattern,
    PaperSettings,
    PaperTag,
    Request,
    RoutingRule,
    Sample,
    SampledCase,
    Standard,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm, StoredFile
from harborlight.firm.roles import Role
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.page_text import PageText, Word
from harborlight.papers.tests.honest import half_red
from harborlight.papers.tests.travel import passport
from tests.guards.canaries.words import DAY
from tests.whole_case import Begun


def papers(firm: Firm, begun: Begun, client: Actor, ada: Actor, word: str) -> None:
    """A paper that waits with a photo, was read, is written about, and was turned."""
    request = request_document(
        ada,
        begun.case,
        person=begun.petitioner.person,
        kind="other",
        title={"en": f"Letter {word}", "es": f"Carta {word}"},
        purpose={"en": f"Why {word}", "es": word},
        advice={"en": f"How {word}", "es": word},
        need=Request.Need.OPTIONAL,
        due_on=DAY.date(),
    )
    checked = Checked(_picture(begun, word), f"{word}.jpg", "jpeg", 1)
    photo = Sent(_picture(begun, f"{word} photo"), f"{word}.jpg", "jpeg", 0, [])
    came = receive_document(
        client, request, checked=checked, about=About(tags=[word]), pieces=[photo]
    )
    keep_reading(
        Actor.clock(firm),
        came,
        found=WasRead([_passport(word)], searchable=word.encode()),
    )
    write_of_paper(ada, came.document, words=f"Something about {word}", to="client")
    MadeFrom.objects.create(
        firm=firm,
        case_id=begun.case.pk,
        version=came,
        source=came,
        how=MadeFrom.How.TURNED,
        pages=[1],
    )


def about_papers(firm: Firm, begun: Begun, word: str) -> None:
    """What a firm settles for its papers, and a case that was drawn to be looked through."""
    # Every client of the firm reads what it asks, so no case's word stands in it.
    Detail.objects.create(
        firm=firm, label={"en": "Number on it", "es": "Su número"}, added_at=now()
    )
    RoutingRule.objects.create(
        firm=firm, position=1, target="least", role=Role.PARALEGAL, added_at=now()
    )
    tag = {"label": {"en": "Seen", "es": "Visto"}, "added_at": now()}
    PaperTag.objects.get_or_create(firm=firm, code="seen", defaults=tag)
    sample = Sample.objects.create(
        firm=firm, seed=1, drawn_from=1, closed_since=DAY.date(), drawn_at=now()
    )
    SampledCase.objects.create(
        firm=firm, sample=sample, case=begun.case, position=1, note=f"Note {word}"
    )
    NamePattern.objects.get_or_create(firm=firm, name="{title}", folders="{kind}")
    PaperSettings.objects.get_or_create(firm=firm)
    Standard.objects.get_or_create(firm=firm, kind="passport", minutes=4, hours=8)


def _picture(begun: Begun, word: str) -> StoredFile:
    """A picture that can be drawn, and that holds the word in its bytes."""
    out = io.BytesIO()
    half_red().save(out, "JPEG", comment=word.encode())
    return keep_bytes(begun.case.firm, begun.case.pk, out.getvalue())


def _passport(word: str) -> PageText:
    """What was read on a passport that expires on a day."""
    lines = (word, *passport(family=word))
    words = [Word(line, 0.1, 0.2, 0.9, 0.3) for line in lines]
    return PageText(1, "\n".join(lines), words)
