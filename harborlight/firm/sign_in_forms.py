"""django-allauth's forms in our words: labels instead of placeholders, one password box.

One box is enough where it can be shown; a second one is copied or mistyped alike.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.password_validation import (
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DayField
from harborlight.firm.signing_in import record_wrong_code

PASSWORD_HELP = _(
    "At least 15 characters. Four or five words that do not belong together are easy "
    "to remember and hard to guess. Your browser can make one and keep it."
)


class Plain(forms.Form):
    """No placeholders: they vanish when one types, and look like answers."""

    labels: dict[str, Any] = {}
    without: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.without:
            self.fields.pop(name, None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name == "password1":
                field.help_text = PASSWORD_HELP


class SignInForm(Plain, account.LoginForm):  # type: ignore[misc]
    labels = {"login": _("Email"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser may offer a passkey right in the box.
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].help_text = ""


class ProveForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": _("Password")}


class NewPasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": _("Password until now"), "password1": _("New password")}
    without = ("password2",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The way out of a forgotten one stands below the form.
        self.fields["oldpassword"].help_text = ""


class FirstPasswordForm(Plain, account.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": _("Password")}
    without = ("password2",)


class ForgottenForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": _("Email")}


class ResetPasswordForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": _("New password")}
    without = ("password2",)


class BirthDateForm(forms.Form):
    """The second proof of somebody who was invited."""

    born = DayField(label=_("Your date of birth"), birthday=True)


class ChosenPasswordForm(Plain):
    """The first password of a new account."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password of 15 characters or more.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class FirstPasskeyForm(Plain, passkeys.SignupWebAuthnForm):  # type: ignore[misc]
    """The passkey of a new account, which needs no password then."""

    without = ("name",)


class NewEmailForm(Plain, account.AddEmailForm):  # type: ignore[misc]
    labels = {"email": _("New e-mail address")}


class CodeForm(Plain, mfa.AuthenticateForm):  # type: ignore[misc]
    labels = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _(
            "Six digits from your authenticator app, or one of your recovery codes."
        )

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            record_wrong_code(self.user)
            raise
        return code


class ProveByCodeForm(CodeForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class AddAppForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": _("The six digits that the app shows now")}

    def clean_code(self) -> str:
        """Whoever saw this code over a shoulder signs in with it no more."""
        code: str = super().clean_code()
        its = Authenticator(user=self.user, type=Authenticator.Type.TOTP)
        if not TOTP(its)._mark_code_used(code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AddPasskeyForm(Plain, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """Every passkey of ours signs in by itself, after a fingerprint, face or PIN."""

    labels = {"name": _("Name of this passkey")}
    without = ("passwordless",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _(
            "So that you recognise it in your list, for example: My phone."
        )
        self.fields["name"].required = False


class RenamePasskeyForm(Plain, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    labels = {"name": _("Name of this passkey")}
