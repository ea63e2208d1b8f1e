"""Everybody's own pages: where to go, the language, what was kept, one's sessions."""

from __future__ import annotations

from allauth.account import views as allauth_account
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.contrib import auth, messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from harborlight.firm import elsewhere, kept, sessions
from harborlight.firm.actions import keep_language
from harborlight.firm.doors import Request, public_page, signed_in_page
from harborlight.firm.membership import (
    a_firm_is_careless,
    memberships_of,
    places_of,
)
from harborlight.firm.signing_in import enter, place_chosen
from harborlight.portal.views.errors import kept_page


@signed_in_page
def home(request: Request) -> HttpResponse:
    """Staff to the desk, clients to the waiting room; who may go to both chooses."""
    places = places_of(memberships_of(request.user))
    place = place_chosen(request, places)
    return redirect(place.home if place else "choose-firm")


@signed_in_page
def choose_firm(request: Request) -> HttpResponse:
    places = places_of(memberships_of(request.user))
    if request.method == "POST":
        enter(request, places, request.POST.get("place", ""))
        return redirect("home")
    return render(request, "portal/account/places.html", {"places": places})


@public_page
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Django's own view; whoever is signed in finds the language again elsewhere."""
    response = set_language(request)
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        keep_language(request.user, language)
    return response


@public_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """On a machine for trying out, the page says that a firm needs no second step."""
    careless = settings.DEVELOPMENT and a_firm_is_careless()
    page = allauth_account.LoginView.as_view(extra_context={"careless": careless})
    response: HttpResponse = page(request)
    return response


@public_page
def sign_out(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = allauth_account.logout(request)
    if request.method == "POST":
        # What this browser kept of our pages goes too. "storage" would be everybody's who
        # uses it: the page wipes what is this person's own (ui/assets/js/every).
        response["Clear-Site-Data"] = '"cache"'
    return response


@public_page
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/account/signed_out.html")


@signed_in_page
def where_signed_in(request: Request) -> HttpResponse:
    elsewhere.forget_ended(request.user)
    response: HttpResponse = list_usersessions(request)
    return response


@require_POST
@signed_in_page
def end_session(request: Request, pk: int) -> HttpResponse:
    """Whoever sits there is asked to sign in again at their next page."""
    if not elsewhere.end_session(request, pk):
        raise Http404
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")


@signed_in_page
def second_factor(request: Request) -> HttpResponse:
    """Explains why a second step is needed, and offers the ways to set one up."""
    if sessions.has_second_factor(request.session):
        return redirect("home")
    return render(request, "portal/account/second_factor.html")


@public_page
def alive(request: HttpRequest) -> HttpResponse:
    """How many seconds the session lasts; `touch` says that somebody is at the page."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    limits = sessions.CLIENT if request.GET.get("side") == "portal" else sessions.STAFF
    if not sessions.seen(request.session, limits, touched="touch" in request.GET):
        auth.logout(request)
        return HttpResponse(status=401)
    seconds = sessions.remaining(request.session, limits)
    person = request.user.key
    return JsonResponse(
        {"seconds": seconds, "token": get_token(request), "person": person}
    )


@signed_in_page
def signed_in_again(request: Request) -> HttpResponse:
    """Where the sign-in in a new tab ends: the locked page opens by itself."""
    return render(request, "portal/account/signed_in_again.html")


@signed_in_page
def kept_words(request: Request) -> HttpResponse:
    """What was sent after the session had ended: shown, and sent with one press."""
    several = kept.opened(request, request.user)
    if not several:
        return redirect("home")
    which = request.GET.get("which", "")
    one = next((one for one in several if one["which"] == which), None)
    if request.method != "POST" or one is None:
        return kept_page(request, several)
    if "throw-away" not in request.POST:
        # 307: the browser sends the very form that stands in this page again, there.
        back = HttpResponseRedirect(one["path"], status=307)
    elif len(several) > 1:
        back = HttpResponseRedirect(reverse("kept-words"))
    else:
        back = HttpResponseRedirect(one["page"])
    kept.forget(request, back, which)
    return back
