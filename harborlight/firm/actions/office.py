"""The firm itself: how it begins, what it is called, which rules it chose."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.firm import chain, events
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm, Membership
from harborlight.firm.roles import LAWYERS
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.keys import make_firm_key


class OnlyOneAttorney(Exception):
    """The second pair of eyes may be waived only where there is no second pair."""


def found_firm(*, name: str, **about: Any) -> Firm:
    """Set up a firm: its row, its key, its log."""
    firm = Firm.objects.create(name=name, founded_at=now(), **about)
    with inside(firm):
        make_firm_key(firm)
        chain.begin_log(firm)
        with acting(Actor.clock(firm), events.FIRM_FOUNDED, firm) as event:
            event.say(name=name)
    return firm


def change_firm(actor: Actor, firm: Firm, **settings: Any) -> None:
    """Change the firm's name, address or rules."""
    with acting(actor, events.FIRM_CHANGED, firm):
        if not (firm.is_demonstration or settings.get("requires_second_factor", True)):
            raise Refused(
                gettext(
                    "The second step guards the papers of clients. Only a demonstration "
                    "may do without it."
                )
            )
        for name, value in settings.items():
            setattr(firm, name, value)
        firm.save(update_fields=list(settings))


def choose_files(
    actor: Actor,
    firm: Firm,
    *,
    largest_evidence_mb: int,
    takes_texts: bool,
    takes_recordings: bool,
) -> None:
    """Decide how large evidence may be, and whether it may be a text or a recording."""
    with acting(actor, events.FILES_CHOSEN, firm) as event:
        firm.largest_evidence_mb = largest_evidence_mb
        firm.takes_texts, firm.takes_recordings = takes_texts, takes_recordings
        firm.save(
            update_fields=["largest_evidence_mb", "takes_texts", "takes_recordings"]
        )
        kinds = ["PDF", "JPG", "PNG", "HEIC", "TIF"]
        kinds += ["DOCX", "TXT"] * takes_texts + ["MP4", "M4A"] * takes_recordings
        event.say(kinds=", ".join(kinds), most=largest_evidence_mb)


def keep_declined(actor: Actor, firm: Firm, *, declined_kept_days: int) -> None:
    """Decide after how many days a declined inquiry is destroyed by itself; 0: never."""
    with acting(actor, events.DECLINED_KEPT, firm) as event:
        firm.declined_kept_days = declined_kept_days
        firm.save(update_fields=["declined_kept_days"])
        event.say(days=declined_kept_days)


def waive_second_pair(actor: Actor, firm: Firm) -> None:
    """Let the firm's only attorney approve what they prepared themselves."""
    with acting(actor, events.SECOND_PAIR_WAIVED, firm):
        if len(lawyers_of(firm)) > 1:
            raise OnlyOneAttorney(
                gettext(
                    "The firm has more than one attorney, so a second person can "
                    "check every form."
                )
            )
        firm.waives_second_pair = True
        firm.save(update_fields=["waives_second_pair"])


def restore_second_pair(actor: Actor, firm: Firm) -> None:
    """Ask for a second person again."""
    with acting(actor, events.SECOND_PAIR_RESTORED, firm):
        firm.waives_second_pair = False
        firm.save(update_fields=["waives_second_pair"])


def end_waiver(firm: Firm) -> None:
    """With a second attorney there is a second pair of eyes again, and the log says so."""
    if firm.waives_second_pair and len(lawyers_of(firm)) > 1:
        restore_second_pair(Actor.clock(firm), firm)


def lawyers_of(firm: Firm) -> set[UUID]:
    """The living people who are attorneys or partners of the firm now."""
    rows = Membership.objects.filter(firm=firm, until__isnull=True, role__in=LAWYERS)
    return {*rows.values_list("human", flat=True)}
