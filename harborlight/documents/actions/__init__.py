"""What is done to papers: asked for, sent, looked at."""

from harborlight.documents.actions.arranging import (
    AlreadyCopied,
    Part,
    join_versions,
    redact_version,
    split_version,
    turn_pages,
)
from harborlight.documents.actions.asking import (
    NoLongerAsked,
    ask_again,
    request_document,
    say_cannot,
    withdraw_request,
)
from harborlight.documents.actions.details import add_detail, withdraw_detail
from harborlight.documents.actions.helping import (
    ask_helper,
    dismiss_helper,
    receive_from_helper,
)
from harborlight.documents.actions.made import MadePdf
from harborlight.documents.actions.naming import set_names
from harborlight.documents.actions.offering import offer_document
from harborlight.documents.actions.pieces import Sent
from harborlight.documents.actions.reading import (
    NothingToConfirm,
    NotRead,
    WasRead,
    ask_reading,
    confirm_read,
    keep_reading,
)
from harborlight.documents.actions.receiving import (
    About,
    Checked,
    file_document,
    file_version,
    receive_document,
    rename_document,
)
from harborlight.documents.actions.remarks import ask_about_paper, write_of_paper
from harborlight.documents.actions.reviewing import (
    AlreadyReviewed,
    NotReopened,
    accept_version,
    move_version,
    reopen_version,
    return_version,
)
from harborlight.documents.actions.rewording import reword_request
from harborlight.documents.actions.routing import (
    add_rule,
    assign_version,
    change_rule,
    move_rule,
    route_version,
    withdraw_rule,
)
from harborlight.documents.actions.sampling import check_sampled, draw_sample
from harborlight.documents.actions.scanning import (
    quarantine_version,
    refuse_file,
    release_version,
)
from harborlight.documents.actions.settings import (
    change_paper_settings,
    correct_time,
    set_standard,
)
from harborlight.documents.actions.several import (
    Outcome,
    accept_several,
    assign_several,
    return_several,
)
from harborlight.documents.actions.slots import say_in_english
from harborlight.documents.actions.tags import (
    add_tag,
    retag,
    withdraw_tag,
)
from harborlight.documents.actions.watching import (
    remind_of_papers,
    say_expiry,
    warn_of_expiry,
)

__all__ = [
    "About",
    "AlreadyCopied",
    "AlreadyReviewed",
    "Checked",
    "MadePdf",
    "NoLongerAsked",
    "NotRead",
    "NotReopened",
    "NothingToConfirm",
    "Outcome",
    "Part",
    "Sent",
    "WasRead",
    "accept_several",
    "accept_version",
    "add_detail",
    "add_rule",
    "add_tag",
    "ask_about_paper",
    "ask_again",
    "ask_helper",
    "ask_reading",
    "assign_several",
    "assign_version",
    "change_paper_settings",
    "change_rule",
    "check_sampled",
    "confirm_read",
    "correct_time",
    "dismiss_helper",
    "draw_sample",
    "file_document",
    "file_version",
    "join_versions",
    "keep_reading",
    "move_rule",
    "move_version",
    "quarantine_version",
    "receive_document",
    "receive_from_helper",
    "offer_document",
    "redact_version",
    "refuse_file",
    "release_version",
    "remind_of_papers",
    "rename_document",
    "reopen_version",
    "request_document",
    "reword_request",
    "retag",
    "return_several",
    "return_version",
    "route_version",
    "say_cannot",
    "say_expiry",
    "say_in_english",
    "set_names",
    "set_standard",
    "split_version",
    "turn_pages",
    "warn_of_expiry",
    "withdraw_detail",
    "withdraw_request",
    "withdraw_rule",
    "withdraw_tag",
    "write_of_paper",
]
