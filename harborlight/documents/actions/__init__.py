"""What is done to papers: asked for, sent, looked at."""

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
from harborlight.documents.actions.naming import set_names
from harborlight.documents.actions.receiving import (
    About,
    Checked,
    file_document,
    file_version,
    receive_document,
    refuse_file,
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
from harborlight.documents.actions.routing import (
    add_rule,
    assign_version,
    change_rule,
    move_rule,
    route_version,
    withdraw_rule,
)
from harborlight.documents.actions.settings import (
    change_paper_settings,
    correct_time,
    set_standard,
)

__all__ = [
    "About",
    "AlreadyReviewed",
    "Checked",
    "NoLongerAsked",
    "NotReopened",
    "accept_version",
    "add_detail",
    "add_rule",
    "ask_about_paper",
    "ask_again",
    "ask_helper",
    "assign_version",
    "change_paper_settings",
    "change_rule",
    "correct_time",
    "dismiss_helper",
    "file_document",
    "file_version",
    "move_rule",
    "move_version",
    "receive_document",
    "receive_from_helper",
    "refuse_file",
    "rename_document",
    "reopen_version",
    "request_document",
    "return_version",
    "route_version",
    "say_cannot",
    "set_names",
    "set_standard",
    "withdraw_detail",
    "withdraw_request",
    "withdraw_rule",
    "write_of_paper",
]
