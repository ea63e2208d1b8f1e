"""Somebody a client trusts answers chapters for them; the client says what is theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from harborlight.facts.actions import Source, make_theirs
from harborlight.facts.models import Fact
from harborlight.firm import links
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.questionnaires import events
from harborlight.questionnaires.helping import LINK, is_walled, unconfirmed, why_not
from harborlight.questionnaires.models import AnswerHelper, Sent


def ask_answer_helper(
    actor: Actor, sent: Sent, *, name: str, sections: Sequence[str], days: int
) -> str:
    """Open some chapters to somebody without an account. The token, kept nowhere.

    sections: ids of chapters; days: how long the link is good. Refused where nobody may
    be let in (helping.why_not).
    """
    with acting(actor, events.HELPER_ASKED, sent) as event:
        if why := why_not(actor, sent, walled=is_walled(sent.case)):
            raise Refused(why)
        moment, token = now(), links.new_token()
        helper = AnswerHelper.objects.create(
            firm=actor.firm,
            case_id=sent.case_id,
            sent=sent,
            name=name,
            sections=[*sections],
            by_client=actor.is_client,
            token_hash=links.hashed(LINK, token),
            made_at=moment,
            expires_at=moment + timedelta(days=days),
        )
        event.made(helper)
        client, whose = sent.person.full_name, str(sent.person_id)
        event.say(name=name, client=client, for_person=whose)
    return token


def note_opening(actor: Actor, helper: AnswerHelper) -> None:
    """Somebody opened the link. actor: of `helping.on_behalf`."""
    with acting(actor, events.HELPER_CAME, helper):
        helper.opened_at = now()
        helper.save(update_fields=["opened_at"])


def dismiss_answer_helper(actor: Actor, helper: AnswerHelper) -> None:
    """Close a link that nobody should use any more; what was written stays. If it is
    closed already, nothing happens."""
    if helper.withdrawn_at is not None:
        return
    with acting(actor, events.HELPER_DISMISSED, helper) as event:
        helper.withdrawn_at = now()
        helper.save(update_fields=["withdrawn_at"])
        event.say(name=str(helper.name))


def confirm_helped(actor: Actor, sent: Sent, *, answers: Collection[UUID]) -> int:
    """The client says that these answers of helpers are theirs; how many still stood.

    answers: ids of facts, as they were seen. One that was changed since is another one.
    """
    several = [*unconfirmed(sent).filter(pk__in=answers)]
    source = Source(Fact.Source.ANSWER, id=sent.pk, language=actor.language)
    return make_theirs(actor, sent.case, facts=several, source=source)
