"""A paper that somebody without an account sends for a client."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harborlight.documents import events
from harborlight.documents.actions.asking import NoLongerAsked, is_accepted, still_asked
from harborlight.documents.actions.receiving import About, Checked, receive_document
from harborlight.documents.helping import LINK, Closed, why_closed
from harborlight.documents.models import Helper, Request, Version
from harborlight.firm import links
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def ask_helper(actor: Actor, request: Request, *, name: str) -> str:
    """Let somebody without an account send this one paper. The token, kept nowhere.

    Raises NoLongerAsked where nobody asks for it any more.
    """
    with acting(actor, events.HELPER_ASKED, request) as event:
        still_asked(request)
        if is_accepted(request):
            raise NoLongerAsked(_("We have this paper: nothing is left for you to do."))
        moment, token = now(), links.new_token()
        helper = Helper.objects.create(
            firm=actor.firm,
            case_id=request.case_id,
            request=request,
            name=name,
            token_hash=links.hashed(LINK, token),
            made_at=moment,
            expires_at=moment + links.VALID_FOR,
        )
        event.made(helper)
        event.say(name=name, title=request.title, for_person=str(request.person_id))
    return token


def dismiss_helper(actor: Actor, helper: Helper) -> None:
    """Close a link that nobody should use any more."""
    with acting(actor, events.HELPER_DISMISSED, helper) as event:
        if helper.withdrawn_at is None:
            helper.withdrawn_at = now()
            helper.save(update_fields=["withdrawn_at"])
        event.say(name=helper.name, title=helper.request.title)


def receive_from_helper(
    actor: Actor, helper: Helper, *, checked: Checked, about: About
) -> Version:
    """Take the paper that a helper sends; the link is used up.

    actor: of `on_behalf`. Raises Closed for the second of two who use it at once, and
    NoLongerAsked.
    """
    with acting(actor, events.HELPER_USED, helper) as event:
        locked = Helper.objects.select_for_update(of=("self",))
        row = locked.select_related("request", "firm").get(pk=helper.pk)
        if why := why_closed(row, now()):
            raise Closed(why, row)
        helper.used_at = now()
        event.say(name=helper.name, title=helper.request.title)
        request = helper.request
        helper.version = receive_document(actor, request, checked=checked, about=about)
        helper.save(update_fields=["used_at", "version"])
        return helper.version
