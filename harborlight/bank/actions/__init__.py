"""What may be done with statements of banks and with months."""

from harborlight.bank.actions.bringing import (
    BroughtBefore,
    ReadBefore,
    bring_statement,
    bytes_of,
    choose_columns,
    write_statement,
)
from harborlight.bank.actions.closing import (
    CannotPrepare,
    CannotSign,
    clear_exception,
    keep_report,
    month_words,
    next_month,
    prepare_month,
    sign_month,
)
from harborlight.bank.actions.matching import (
    CannotMatch,
    MonthSigned,
    match_certain,
    match_lines,
    undo_match,
)
from harborlight.bank.actions.opening import (
    CannotClose,
    KnownAccount,
    OneOperating,
    close_bank_account,
    make_usual,
    name_bank_account,
    open_bank_account,
    set_bank_terms,
)
from harborlight.bank.actions.packing import (
    NotThere,
    NotWhole,
    ask_pack,
    keep_pack,
    remove_pack,
    take_pack,
)
from harborlight.bank.actions.watching import give_task, note_shadow

__all__ = [
    "BroughtBefore",
    "CannotClose",
    "CannotMatch",
    "CannotPrepare",
    "CannotSign",
    "KnownAccount",
    "MonthSigned",
    "NotThere",
    "NotWhole",
    "OneOperating",
    "ReadBefore",
    "ask_pack",
    "bring_statement",
    "bytes_of",
    "choose_columns",
    "clear_exception",
    "close_bank_account",
    "give_task",
    "keep_pack",
    "keep_report",
    "make_usual",
    "match_certain",
    "match_lines",
    "month_words",
    "name_bank_account",
    "next_month",
    "note_shadow",
    "open_bank_account",
    "prepare_month",
    "remove_pack",
    "set_bank_terms",
    "sign_month",
    "take_pack",
    "undo_match",
    "write_statement",
]
