"""One's other sessions: which are still open, and how one ends them from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession

from harborlight.firm import events, sessions
from harborlight.firm.signing_in import record_for

if TYPE_CHECKING:
    from django.http import HttpRequest


def end_session(request: HttpRequest, pk: int) -> bool:
    """End another session of one's own, at its next request; False: there is none."""
    for session in UserSession.objects.filter(pk=pk, user=request.user.pk):
        if not session.is_current():
            session.end()
            record_for(request, request.user, events.SESSION_ENDED)
            return True
    return False


def forget_ended(user: Any) -> None:
    """Sessions that were left alone for too long ended then, though nobody came back."""
    for session in UserSession.objects.filter(user=user.pk):
        kept = sessions.SessionStore(session.session_key)
        began = kept.get(sessions.BEGAN)
        if began and sessions.remaining(kept, sessions.STAFF) < 0:
            session.end()
