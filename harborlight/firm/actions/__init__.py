"""What may be done with the firm, its people and its house."""

from harborlight.firm.actions.flat_fees import earn_flat_fees, hold_flat_fees
from harborlight.firm.actions.house import (
    NotGivenUp,
    keep_language,
    note_export,
    prove_log,
    read_notice,
    retry_job,
)
from harborlight.firm.actions.members import (
    NobodyLeft,
    PlaysItAlready,
    SaidBefore,
    add_member,
    end_membership,
    join_accounts,
    keep_credentials,
    leave_firm,
    part_accounts,
    parts_not_given_by,
)
from harborlight.firm.actions.offers import (
    accept_offer,
    decline_offer,
    offer_part,
    open_account_for,
    withdraw_offer,
)
from harborlight.firm.actions.office import (
    OnlyOneAttorney,
    change_firm,
    choose_files,
    found_firm,
    keep_declined,
    lawyers_of,
    restore_second_pair,
    waive_second_pair,
)

__all__ = [
    "NobodyLeft",
    "NotGivenUp",
    "OnlyOneAttorney",
    "PlaysItAlready",
    "SaidBefore",
    "accept_offer",
    "add_member",
    "change_firm",
    "choose_files",
    "keep_declined",
    "decline_offer",
    "earn_flat_fees",
    "end_membership",
    "found_firm",
    "hold_flat_fees",
    "join_accounts",
    "keep_credentials",
    "keep_language",
    "lawyers_of",
    "leave_firm",
    "note_export",
    "offer_part",
    "open_account_for",
    "part_accounts",
    "parts_not_given_by",
    "prove_log",
    "read_notice",
    "restore_second_pair",
    "retry_job",
    "waive_second_pair",
    "withdraw_offer",
]
