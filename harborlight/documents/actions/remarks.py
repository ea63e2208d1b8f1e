"""What is written of a paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harborlight.documents import events
from harborlight.documents.models import Remark, Request
from harborlight.documents.remarks import Paper, subject_of
from harborlight.firm.acting import Happening, Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now

# Who reads what the staff write.
CLIENT, TEAM = "client", "team"


def write_of_paper(actor: Actor, paper: Paper, *, words: str, to: str) -> Remark:
    """Write to a client about a paper, or (to: "team") a note that no client reads."""
    kind = events.NOTED if to == TEAM else events.WROTE
    with acting(actor, kind, paper) as event:
        about = subject_of(paper)
        if to != TEAM and not isinstance(about, Request):
            raise Refused(
                _(
                    "Nobody was asked for this paper, so there is nobody to write to. "
                    "Nothing was sent."
                )
            )
        return _keep(actor, event, about, words=words, internal=to == TEAM)


def ask_about_paper(actor: Actor, request: Request, *, words: str) -> Remark:
    """Write to the firm about a paper that one is asked for."""
    with acting(actor, events.CLIENT_WROTE, request) as event:
        return _keep(actor, event, request, words=words, from_client=True)


def _keep(
    actor: Actor,
    event: Happening,
    about: Paper,
    *,
    words: str,
    internal: bool = False,
    from_client: bool = False,
) -> Remark:
    asked = about if isinstance(about, Request) else None
    remark = Remark.objects.create(
        firm=actor.firm,
        case_id=about.case_id,
        request=asked,
        document=None if isinstance(about, Request) else about,
        words=words,
        language=actor.language,
        from_client=from_client,
        internal=internal,
        written_at=now(),
        written_by_id=actor.user_id,
    )
    event.made(remark)
    event.say(title=asked.title if asked else {"en": str(about)})
    if about.person_id and not internal:
        event.say(for_person=str(about.person_id))
    return remark
