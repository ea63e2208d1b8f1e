from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.cases.models import Party
from harborlight.cases.queries import parties
from harborlight.documents.actions import request_document
from harborlight.documents.models import SIGNED_FORM, Request
from harborlight.filings import events
from harborlight.filings.models import FilledForm, Signing
from harborlight.filings.queries import may_check_alone, prepared_it_themselves
from harborlight.filings.spots import changed_since
from harborlight.firm.acting import Refused, acting, must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language

# What whoever signs is asked for, in the language in which they will read it.
SIGNED_PAGES = gettext_lazy("Signed pages of Form {form}")
WHY_SIGNED = gettext_lazy(
    "The government takes this form only with your signature in ink."
)
HOW_SIGNED = gettext_lazy(
    "Print the form, sign it with a black pen where it says so, then scan or photograph "
    "the signed pages. Keep the paper: we need the original."
)
# What is sent is kept, and a card's number must not be among it.
CARD_LATER = gettext_lazy(
    "Write nothing of your card before the scan: no number, date or code. Write them on "
    "the paper afterwards."
)


class NotYourOwn(Refused):
    """Nobody checks what they prepared themselves, under whatever account."""


class NotWaiting(Exception):
    """This form is no longer waiting to be checked: somebody was quicker."""


class Outdated(Exception):
    """Answers on the form were changed after it was filled."""


class AnswersMissing(Exception):
    """Nobody signs a form with gaps that the second reader did not know of."""


def approve_form(
    actor: Actor, filled: FilledForm, *, despite_open: bool = False
) -> None:
    """Find a form right, as the second person; whoever signs is asked for the scan.

    despite_open: they saw which answers are missing, and it goes to signature so.
    Raises NotYourOwn, Outdated, AnswersMissing or NotWaiting.

    The only attorney of a firm that waives the second pair of eyes does it alone, and
    both the form and the history say so.
    """
    alone = _checks_alone(actor, filled)
    if changed_since(actor, filled):
        raise Outdated(
            _("Answers on this form have changed since it was filled. Fill it again.")
        )
    if filled.missing and not despite_open:
        raise AnswersMissing(_("Say that it goes to signature with answers missing."))
    kind = events.APPROVED_ALONE if alone else events.APPROVED
    with acting(actor, kind, filled) as event:
        _decide(actor, filled, FilledForm.State.APPROVED, alone=alone)
        if filled.missing:
            let_go_open(actor, filled)
        for party in parties(actor, filled.case):
            if party.part in filled.signers:
                ask_to_sign(actor, filled, party)
        event.say(form=filled.called)


def let_go_open(actor: Actor, filled: FilledForm) -> None:
    """Write down that a form goes to signature though answers on it are missing."""
    with acting(actor, events.SIGNED_OPEN, filled) as event:
        event.say(form=filled.called, count=len(filled.missing))


def ask_to_sign(actor: Actor, filled: FilledForm, party: Party) -> None:
    """Ask a party to read an approved form, sign it in ink and send the scan."""
    with acting(actor, events.TO_SIGN, filled) as event:
        signing = Signing.objects.create(
            firm=actor.firm,
            case_id=filled.case_id,
            filled=filled,
            party=party,
            person=party.person,
            request=_request_signed_pages(actor, filled, party),
        )
        event.note(signing)
        event.say(
            form=filled.called,
            name=party.person.full_name,
            for_person=str(party.person_id),
        )


def send_form_back(actor: Actor, filled: FilledForm, *, comment: str) -> None:
    """Find something wrong with a form, and say what."""
    with acting(actor, events.SENT_BACK, filled) as event:
        _decide(actor, filled, FilledForm.State.SENT_BACK, comment=comment)
        event.say(form=filled.called, comment=comment)


def note_read(actor: Actor, signing: Signing) -> None:
    """The client opened the form they are to sign: it is known that they could read it."""
    if signing.read_at is not None:
        return
    with acting(actor, events.READ, signing) as event:
        signing.read_at = now()
        signing.save(update_fields=["read_at"])
        event.say(form=signing.filled.called)


def _checks_alone(actor: Actor, filled: FilledForm) -> bool:
    """Whether the firm's only attorney checks their own work, by the firm's setting."""
    must(actor, events.APPROVED)
    own = prepared_it_themselves(actor, filled)
    if own and not may_check_alone(actor):
        raise NotYourOwn(
            _("A second person must check this form: you prepared it yourself.")
        )
    return own


def _decide(actor: Actor, filled: FilledForm, state: str, **said: Any) -> None:
    decided = FilledForm.objects.filter(
        pk=filled.pk, state=FilledForm.State.PREPARED
    ).update(state=state, decided_at=now(), decided_by=actor.user_id, **said)
    filled.refresh_from_db()
    if not decided:
        raise NotWaiting(_quicker(filled))


def _quicker(filled: FilledForm) -> str:
    """Who was, as far as that is known."""
    if filled.state == FilledForm.State.REPLACED or filled.decided_by is None:
        return _("This form was just filled again. Look at the new one.")
    said = _("%(who)s has just decided on this form. Nothing was changed now.")
    return said % {"who": filled.decided_by.name}


def _request_signed_pages(actor: Actor, filled: FilledForm, party: Party) -> Request:
    form = filled.called
    both = format_lazy("{} {}", HOW_SIGNED, CARD_LATER)
    return request_document(
        actor,
        filled.case,
        person=party.person,
        kind=SIGNED_FORM,
        title=in_every_language(format_lazy(SIGNED_PAGES, form=form)),
        purpose=in_every_language(WHY_SIGNED),
        advice=in_every_language(both if filled.awaits_card else HOW_SIGNED),
    )
