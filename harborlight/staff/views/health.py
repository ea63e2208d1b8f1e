"""Whether the house does what nobody sees it do: asked by programs that watch over it."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from harborlight.deadlines.jobs import tell_of_silent_firms
from harborlight.firm.doors import public_page


@require_GET
@public_page
def health(request: HttpRequest) -> HttpResponse:
    """200 and "ok"; 503 where the deadlines of some firm are not looked through.

    It says neither which nor how many. Where nobody told the administrators yet, asking
    does it: the worker that would is perhaps what is missing.
    """
    late = tell_of_silent_firms()
    text = "deadlines are not looked through\n" if late else "ok\n"
    status = HTTPStatus.SERVICE_UNAVAILABLE if late else HTTPStatus.OK
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    # Who watches asks each minute: the log need not say it each minute too.
    vars(answer)["_has_been_logged"] = True
    answer["Cache-Control"] = "no-store"
    return answer
