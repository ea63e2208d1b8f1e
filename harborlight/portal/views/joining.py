"""Joining the portal with an invitation."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.firm.sign_in_forms import (
    BirthDateForm,
    ChosenPasswordForm,
    FirstPasskeyForm,
)
from harborlight.firm.signing_in import passkey_options, sign_in_new
from harborlight.people.actions import (
    AlreadySomebody,
    WrongBirthDate,
    accept_invitation,
    open_account,
    prove_birth_date,
)
from harborlight.people.invitations import Closed
from harborlight.people.models import Person
from harborlight.portal.joining import Guest, invited
from harborlight.ui.templatetags.house import browser


@invited
def welcome(guest: Guest) -> HttpResponse:
    """Who invites, and the second proof. Looking at it uses nothing up."""
    if guest.new_user and guest.request.method == "GET":
        return redirect(guest.address("join-account"))
    form = BirthDateForm(guest.request.POST or None)
    if form.is_valid() and _proves(guest, form):
        return redirect(guest.address("join-account"))
    return guest.show("welcome", form=form, status=422 if form.is_bound else 200)


def _proves(guest: Guest, form: BirthDateForm) -> bool:
    try:
        prove_birth_date(guest.clock, guest.invitation, **form.cleaned_data)
    except WrongBirthDate as wrong:
        left = guest.tries_left
        if not left:
            raise Closed("guessed", guest.invitation) from None
        more = ngettext(
            "Check the day, the month and the year. You can try once more.",
            "Check the day, the month and the year. You can try %(n)s more times.",
            left,
        )
        form.add_error("born", f"{wrong} {more % {'n': left}}")
        return False
    guest.remember()
    return True


@invited
def account(guest: Guest) -> HttpResponse:
    """Choose how to sign in from now on; or join with the account there is."""
    if guest.new_user is None:
        return guest.begin_again()
    if guest.has_account:
        return guest.show("known")
    form = ChosenPasswordForm(guest.request.POST or None, user=guest.new_user)
    if not form.is_valid():
        return _choices(guest, form)
    who = open_account(
        guest.clock, guest.invitation, user=guest.new_user, **form.cleaned_data
    )
    return _sign_in(guest, who)


def _choices(guest: Guest, form: ChosenPasswordForm, problem: str = "") -> HttpResponse:
    assert guest.new_user is not None
    options = passkey_options(guest.request, guest.new_user)
    status = 422 if form.is_bound or problem else 200
    shown = {"form": form, "js_data": options, "problem": problem}
    return guest.show("account", status=status, **shown)


@invited
def passkey(guest: Guest) -> HttpResponse:
    """Open the account with a passkey, and no password."""
    if guest.new_user is None or guest.has_account or guest.request.method == "GET":
        return guest.begin_again()
    form = FirstPasskeyForm(guest.request.POST, user=guest.new_user)
    if not form.is_valid():
        problem = _("The passkey did not work. Try again, or choose a password.")
        return _choices(guest, ChosenPasswordForm(user=guest.new_user), problem)
    who = open_account(
        guest.clock, guest.invitation, user=guest.new_user, password=None
    )
    return _sign_in(guest, who, form.cleaned_data["credential"])


def _sign_in(
    guest: Guest, who: Person, credential: dict[str, object] | None = None
) -> HttpResponse:
    """Whoever opened an account is signed in with what they chose for it."""
    assert who.login is not None
    response = sign_in_new(
        guest.request,
        who.login,
        to=reverse("portal:home"),
        credential=credential,
        name=browser(guest.request.headers.get("User-Agent", "")),
    )
    return guest.settle(response)


@require_POST
@invited
def accept(guest: Guest) -> HttpResponse:
    """Join with the account that is signed in."""
    if guest.new_user is None or not guest.is_signed_in:
        return guest.begin_again()
    user = guest.request.user
    try:
        accept_invitation(guest.clock, guest.invitation, user=user)  # type: ignore[arg-type]
    except AlreadySomebody:
        return guest.show("two_people", status=409)
    return guest.settle()
