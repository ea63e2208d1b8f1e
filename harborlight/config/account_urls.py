"""Everybody's own account: signing in and out, passwords, second factors, sessions.

The names are django-allauth's, whose views refer to them; what is not listed here
(signing up without an invitation, codes by e-mail) does not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from harborlight.firm.doors import public_page, signed_in_page
from harborlight.firm.unguessable import PasskeyInAddress, SessionInAddress
from harborlight.portal.views import account as ours
from harborlight.portal.views import parts


class Undashed(StringConverter):
    """The part of an address before a dash."""

    regex = "[0-9A-Za-z]+"


register_converter(Undashed, "undashed")
register_converter(PasskeyInAddress, "passkey")
register_converter(SessionInAddress, "session")

urlpatterns = [
    path("", ours.home, name="home"),
    path("language/", ours.choose_language, name="set-language"),
    path("signed-out/", ours.signed_out, name="signed-out"),
    path("account/sign-in/", ours.sign_in, name="account_login"),
    path("account/sign-out/", ours.sign_out, name="account_logout"),
    path(
        "account/sign-in/passkey/",
        public_page(passkeys.login_webauthn),
        name="mfa_login_webauthn",
    ),
    path(
        "account/sign-in/second-step/",
        public_page(mfa.authenticate),
        name="mfa_authenticate",
    ),
    path(
        "account/inactive/",
        public_page(account.account_inactive),
        name="account_inactive",
    ),
    path("account/new/", public_page(account.signup), name="account_signup"),
    path("account/firm/", ours.choose_firm, name="choose-firm"),
    path("account/parts/", parts.parts, name="parts"),
    path("account/parts/<id:membership_id>/leave/", parts.leave, name="leave"),
    path("account/parts/asked/<id:offer_id>/", parts.answer, name="answer-offer"),
    path("account/asked/<str:token>/", parts.offer, name="offer"),
    path("account/second-factor/", ours.second_factor, name="second-factor"),
    path("account/kept/", ours.kept_words, name="kept-words"),
    path("account/alive/", ours.alive, name="alive"),
    path("account/again/", ours.signed_in_again, name="signed-in-again"),
    # --- Proving once more who it is, before something important -----------
    path(
        "account/prove/",
        signed_in_page(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "account/prove/code/",
        signed_in_page(mfa.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path(
        "account/prove/passkey/",
        signed_in_page(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    # --- Password and address ------------------------------------------------
    path("account/email/", signed_in_page(account.email), name="account_email"),
    path(
        "account/email/sent/",
        public_page(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path(
        "account/email/<str:key>/",
        public_page(account.confirm_email),
        name="account_confirm_email",
    ),
    path(
        "account/password/",
        signed_in_page(account.password_change),
        name="account_change_password",
    ),
    path(
        "account/password/set/",
        signed_in_page(account.password_set),
        name="account_set_password",
    ),
    path(
        "account/forgotten/",
        public_page(account.password_reset),
        name="account_reset_password",
    ),
    path(
        "account/forgotten/sent/",
        public_page(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "account/forgotten/done/",
        public_page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # With a dash between them: allauth writes the link of its letter like that.
    path(
        "account/forgotten/<undashed:uidb36>-<str:key>/",
        public_page(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    # --- Second factors and sessions -----------------------------------------
    path("account/security/", signed_in_page(mfa.index), name="mfa_index"),
    path(
        "account/security/passkeys/",
        signed_in_page(passkeys.list_webauthn),
        name="mfa_list_webauthn",
    ),
    path(
        "account/security/passkeys/new/",
        signed_in_page(passkeys.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path(
        "account/security/passkeys/<passkey:pk>/remove/",
        signed_in_page(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/security/passkeys/<passkey:pk>/name/",
        signed_in_page(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/security/app/",
        signed_in_page(totp.activate_totp),
        name="mfa_activate_totp",
    ),
    path(
        "account/security/app/remove/",
        signed_in_page(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/security/codes/",
        signed_in_page(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/security/codes/new/",
        signed_in_page(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/security/codes/file/",
        signed_in_page(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/sessions/", ours.where_signed_in, name="usersessions_list"),
    path("account/sessions/<session:pk>/end/", ours.end_session, name="end-session"),
]
