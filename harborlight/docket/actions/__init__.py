from harborlight.docket.actions.ending import (
    NotClosed,
    TooShort,
    archive_case,
    give_final_letter,
    set_keeping,
    unarchive_case,
)
from harborlight.docket.actions.holding import (
    LiftedAlready,
    lift_legal_hold,
    place_legal_hold,
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
    "LiftedAlready",
    "LinkedAlready",
    "NotClosed",
    "OverAlready",
    "TooShort",
    "archive_case",
    "delete_view",
    "give_final_letter",
    "lift_legal_hold",
    "link_cases",
    "note_transfer_step",
    "place_legal_hold",
    "save_view",
    "set_keeping",
    "set_stay",
    "take_over",
    "transfer_out",
    "unarchive_case",
    "unlink_cases",
]
