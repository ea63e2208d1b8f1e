"""What we remember of clients' money."""

from harborlight.trust.models.banks import BankAccount
from harborlight.trust.models.books import (
    AT_A_TRUST_BANK,
    GROWS_WITH_DEBIT,
    IN_TRUST,
    OF_A_CASE,
    Account,
    Book,
    Entry,
    Journal,
    MoneyRecord,
)
from harborlight.trust.models.deposits import Deposit
from harborlight.trust.models.payees import WAITS, Payee, PayeeBank
from harborlight.trust.models.terms import Proof, Terms
from harborlight.trust.models.unknown import Unknown

__all__ = [
    "AT_A_TRUST_BANK",
    "GROWS_WITH_DEBIT",
    "IN_TRUST",
    "OF_A_CASE",
    "WAITS",
    "Account",
    "BankAccount",
    "Book",
    "Deposit",
    "Entry",
    "Journal",
    "MoneyRecord",
    "Payee",
    "PayeeBank",
    "Proof",
    "Terms",
    "Unknown",
]
