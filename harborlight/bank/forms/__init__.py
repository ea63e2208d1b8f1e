"""What must be said of accounts at banks, their statements and their months."""

from harborlight.bank.forms.accounts import (
    BankAccountForm,
    BankNameForm,
    BankTermsForm,
    NothingForm,
)
from harborlight.bank.forms.statements import (
    ClearForm,
    ColumnsForm,
    HandForm,
    MatchForm,
    PackForm,
    SignForm,
)

__all__ = [
    "BankAccountForm",
    "BankNameForm",
    "BankTermsForm",
    "ClearForm",
    "ColumnsForm",
    "HandForm",
    "MatchForm",
    "NothingForm",
    "PackForm",
    "SignForm",
]
