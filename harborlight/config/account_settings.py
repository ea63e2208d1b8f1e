"""How people prove who they are: the part of the settings that is django-allauth's."""

AUTH_USER_MODEL = "firm.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["harborlight.firm.passwords.Argon2id"]
SHORTEST_PASSWORD = 15
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": SHORTEST_PASSWORD},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "harborlight.firm.weak_passwords.NotWeak",
        "OPTIONS": {"shortest": SHORTEST_PASSWORD},
    },
]
ACCOUNT_ADAPTER = "harborlight.firm.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/signed-out/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "harborlight.firm.sign_in_forms.SignInForm",
    "reauthenticate": "harborlight.firm.sign_in_forms.ProveForm",
    "change_password": "harborlight.firm.sign_in_forms.NewPasswordForm",
    "set_password": "harborlight.firm.sign_in_forms.FirstPasswordForm",
    "reset_password": "harborlight.firm.sign_in_forms.ForgottenForm",
    "reset_password_from_key": "harborlight.firm.sign_in_forms.ResetPasswordForm",
    "add_email": "harborlight.firm.sign_in_forms.NewEmailForm",
}
ACCOUNT_RATE_LIMITS = {
    # Wrong passwords (firm/guessing.py): in a browser that signed in to the account
    # before; at one account from one address; at one account from everywhere; and how
    # many accounts an address may try, each counted once a minute.
    "login_known": "5/300s/key,30/h/key",
    "login_here": "5/300s/key",
    "login_everywhere": "20/300s/key",
    "login_first": "1/m/key",
    "login_source": "10/m/ip",
    # Wrong codes of a second step, after the right password.
    "login_failed": "10/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    # Invitations: links that lead nowhere, and tries at one link from one network.
    "join_missed": "30/m/ip",
    "join": "20/m/key",
    # Whole numbers that staff search for: nobody is to try them all out.
    "find": "20/m/user,100/h/user",
}
MFA_ADAPTER = "harborlight.firm.second_factors.MFAAdapter"
MFA_FORMS = {
    "authenticate": "harborlight.firm.sign_in_forms.CodeForm",
    "reauthenticate": "harborlight.firm.sign_in_forms.ProveByCodeForm",
    "activate_totp": "harborlight.firm.sign_in_forms.AddAppForm",
    "add_webauthn": "harborlight.firm.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "harborlight.firm.sign_in_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# An address that is about to change must not keep anybody from a second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Harborlight"
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 12
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False
