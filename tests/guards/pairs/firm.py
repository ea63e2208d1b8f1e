"""Which action hears each form of `firm`."""

from tests.guards.pair import Pair

ACCOUNT = "the account's own: allauth does what it says, firm/signing_in.py records it"

PAIRS = {
    "firm.FirmForm": Pair("firm.change_firm", columns="firm.Firm"),
    "firm.FilesForm": Pair("firm.choose_files", columns="firm.Firm"),
    "firm.KeepDeclinedForm": Pair("firm.keep_declined", columns="firm.Firm"),
    "firm.FlatFeesForm": Pair("firm.earn_flat_fees"),
    "firm.PartForm": Pair("firm.add_member"),
    "firm.NewMemberForm": Pair("firm.offer_part"),
    "firm.CredentialsForm": Pair("firm.keep_credentials", columns="firm.Credentials"),
    "firm.BirthDateForm": Pair("people.prove_birth_date"),
}

OTHERS = {
    "firm.SameHumanForm": "names a second account of one human: the subject itself",
    **{
        f"firm.{name}": ACCOUNT
        for name in (
            *("Plain", "SignInForm", "ProveForm", "NewPasswordForm"),
            *("FirstPasswordForm", "ForgottenForm", "ResetPasswordForm"),
            *("ChosenPasswordForm", "FirstPasskeyForm", "NewEmailForm", "CodeForm"),
            *("ProveByCodeForm", "AddAppForm", "AddPasskeyForm", "RenamePasskeyForm"),
        )
    },
}
