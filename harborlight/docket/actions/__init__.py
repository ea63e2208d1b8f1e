from harborlight.docket.actions.ending import (
    NotClosed,
    TooShort,
    archive_case,
    give_final_letter,
    set_keeping,
    unarchive_case,
)
from harborlight.docket.actions.linking import (
    LinkedAlready,
    link_cases,
    unlink_cases,
)
from harborlight.docket.actions.transferring import (
    OverAlready,
    note_transfer_step,
    take_over,
    transfer_out,
)
from harborlight.docket.actions.viewing import delete_view, save_view, set_stay

__all__ = [
    "LinkedAlready",
    "NotClosed",
    "OverAlready",
    "TooShort",
    "archive_case",
    "delete_view",
    "give_final_letter",
    "link_cases",
    "note_transfer_step",
    "save_view",
    "set_keeping",
    "set_stay",
    "take_over",
    "transfer_out",
    "unarchive_case",
    "unlink_cases",
]
