"""How people sign in, on top of django-allauth: what it writes, says and keeps secret."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_password_login,
    record_authentication,
)
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.models import EmailAddress, Login
from allauth.core import context
from allauth.mfa.webauthn.internal import flows as passkeys
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from harborlight.firm import events, guessing, kept
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.devices import remember_device
from harborlight.firm.doors import FIRM_KEY
from harborlight.firm.membership import account_of, memberships_of
from harborlight.firm.requests import place_of
from harborlight.firm.roles import CLIENTS
from harborlight.firm.tenancy import inside

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from harborlight.firm.membership import Place
    from harborlight.firm.models import User

SIDE_KEY = "side"
# What allauth tells its owner by e-mail about an account is what its firms record.
CHANGES = {
    "account/email/password_changed": _("changed the password"),
    "account/email/password_reset": _("reset the password"),
    "account/email/password_set": _("set a password"),
    "account/email/email_changed": _("changed the e-mail address"),
    "mfa/email/totp_activated": _("added an authenticator app"),
    "mfa/email/totp_deactivated": _("removed the authenticator app"),
    "mfa/email/webauthn_added": _("added a passkey"),
    "mfa/email/webauthn_removed": _("removed a passkey"),
    "mfa/email/recovery_codes_generated": _("made new recovery codes"),
}
ENROLLED = {
    "mfa/email/totp_activated": "totp",
    "mfa/email/webauthn_added": "webauthn",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by invitation; every sign-in is an event in every firm."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail address and password do not go together. Check both, or "
            "ask for a new password."
        ),
        "too_many_login_attempts": _(
            "Too many wrong tries. Wait five minutes, or sign in with a passkey or on a "
            "device that you have used before."
        ),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": _("This did not work. Check it, and try again."),
        "rate_limited": _("That was too often. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        keep_address(user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        response = super().post_login(request, user, **kwargs)
        record_for(request, user, events.SIGNED_IN)
        speak_language_of(user, response)
        if remember_device(request, response, user):
            self.send_notification_mail("account/email/new_device", user)
        if kept.opened(request, user):
            response["Location"] = reverse("kept-words")
        return response

    def logout(self, request: HttpRequest) -> None:
        record_for(request, request.user, events.SIGNED_OUT)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record_failed(request, str(credentials.get("email", "")))

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, **kw: Any
    ) -> None:
        """Signing in and out need no word: the page that follows says it."""
        template = args[0] if args else kw.get("message_template")
        if template == OTHERS_ENDED:
            record_for(request, request.user, events.SESSION_ENDED)
        if template not in SILENT:
            super().add_message(request, level, *args, **kw)

    def send_notification_mail(
        self, template_prefix: str, user: Any, *args: Any, **kwargs: Any
    ) -> None:
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
        if what := CHANGES.get(template_prefix):
            request = context.request
            record_for(request, user, events.SECOND_FACTOR, what=str(what))
            if template_prefix in ENROLLED:
                # The code or the passkey was tried out just now, in this session.
                record_authentication(
                    request, user, "mfa", type=ENROLLED[template_prefix]
                )
            if request.user.is_authenticated:
                end_other_sessions(request, user)

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        super().send_mail(template_prefix, email, context | {"site": settings.SITE_URL})

    # Links in letters lead to our own address, whatever the request named as its
    # host: any port of it passes Django's check, and another may be a stranger's.
    def get_reset_password_from_key_url(self, key: str) -> str:
        return _here(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, asked: Any) -> str:
        return _here(super().get_email_confirmation_url(request, asked))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not from somebody who signed in a moment ago."""
        request = context.request
        times = [row["at"] for row in get_authentication_records(request, request.user)]
        recent = now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return max(times, default=0.0) < recent

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - not bound to

    # allauth counts a wrong password by its owner's address alone, which lets a
    # stranger keep the owner out. Its own count stays for second steps.
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        tries = guessing.tried(request, str(credentials.get("email", "")))
        if tries is None:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage = tries

    def _delete_login_attempts_cached_email(
        self, request: HttpRequest, **credentials: Any
    ) -> None:
        guessing.forget_tries(request, str(credentials["email"]))


OTHERS_ENDED = "usersessions/messages/sessions_logged_out.txt"
SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


def keep_address(user: Any) -> None:
    """Write the address of an account into allauth's own list, as proved.

    Accounts are opened by a letter to that address. An address that is not proved
    would keep its owner from adding a second step, and be lost when it changes.
    """
    sync_user_email_address(user)
    for row in EmailAddress.objects.filter(
        user=user.pk, email=user.email, verified=False
    ):
        row.set_verified()
        row.set_as_primary()


def record_for(
    request: HttpRequest, user: Any, kind: events.EventKind, **words: Any
) -> None:
    """An event about somebody's own account stands in the log of each of their firms."""
    seen = set()
    for row in memberships_of(user):
        if row.firm_id in seen:
            continue
        seen.add(row.firm_id)
        actor = Actor(
            firm=row.firm,
            roles=frozenset({row.role}),  # type: ignore[arg-type]
            name=user.name or user.email,
            user_id=user.pk,
            human=row.human,
            place=place_of(request),
        )
        with inside(row.firm), acting(actor, kind, row.firm) as event:
            event.say(**words)


def record_failed(request: HttpRequest, email: str) -> None:
    """A wrong password stands in the log of each firm of the account it was tried on."""
    user = account_of(email)
    if user is None:
        return
    rows = memberships_of(user)
    for firm in {row.firm for row in rows}:
        actor = replace(Actor.clock(firm), place=place_of(request))
        # Nobody's name but a colleague's is for every reader of the log.
        client = any(row.role in CLIENTS for row in rows if row.firm == firm)
        with inside(firm), acting(actor, events.SIGN_IN_FAILED, firm) as event:
            event.held_by(user.pk if client else None)
            event.say(name=user.name or user.email, of_client=client)


def record_wrong_code(user: Any) -> None:
    """So does a wrong code after the right password."""
    record_failed(context.request, user.email)


def passkey_options(request: HttpRequest, user: User) -> dict[str, Any]:
    """What a browser needs to make the passkey of an account that is about to be."""
    options = passkeys.begin_registration(request, user, True, signup=True)
    return {"creation_options": options}


def sign_in_new(
    request: HttpRequest,
    user: User,
    *,
    to: str,
    credential: dict[str, Any] | None = None,
    name: str = "",
) -> HttpResponse:
    """Sign in whoever opened their account a moment ago, with what they chose for it."""
    login = Login(user=user, redirect_url=to, signup=False)
    if credential is None:
        answer: HttpResponse = perform_password_login(
            request, {"email": user.email}, login
        )
        return answer
    passkey = WebAuthn.add(user, name, credential).instance
    response: HttpResponse = passkeys.perform_passwordless_login(
        request, passkey, login
    )
    added = CHANGES["mfa/email/webauthn_added"]
    record_for(request, user, events.SECOND_FACTOR, what=str(added))
    return response


def place_chosen(request: HttpRequest, places: list[Place]) -> Place | None:
    """Where this session goes: the only place there is, or the one that was chosen."""
    if len(places) == 1:
        return places[0]
    chosen = (request.session.get(FIRM_KEY), request.session.get(SIDE_KEY))
    for place in places:
        if (str(place.firm.pk), place.at_desk) == chosen:
            return place
    return None


def enter(request: HttpRequest, places: list[Place], name: str) -> None:
    """Go to the place of this name from now on; another name changes nothing."""
    for place in places:
        if place.name == name:
            request.session[FIRM_KEY] = str(place.firm.pk)
            request.session[SIDE_KEY] = place.at_desk


def speak_language_of(user: Any, response: HttpResponse) -> None:
    """Show the pages in the language this person chose, on this device too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


def _here(url: str) -> str:
    return f"{settings.SITE_URL}{urlsplit(url).path}"
