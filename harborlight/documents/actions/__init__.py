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
from harborlight.documents.actions.reading import (
    NotRead,
    WasRead,
    ask_reading,
    keep_reading,
)
from harborlight.documents.actions.receiving import (
    About,
    Checked,
    file_document,
    file_version,
    receive_document,
    refuse_file,
    rename_document,
)
from harborlight.documents.actions.reviewing import (
    AlreadyReviewed,
    NotReopened,
    accept_version,
    move_version,
    reopen_version,
    return_version,
)
from harborlight.documents.actions.scanning import (
    quarantine_version,
    release_version,
)
from harborlight.documents.actions.slots import say_in_english

__all__ = [
    "About",
    "AlreadyReviewed",
    "Checked",
    "NoLongerAsked",
    "NotRead",
    "NotReopened",
    "WasRead",
    "accept_version",
    "add_detail",
    "ask_again",
    "ask_helper",
    "ask_reading",
    "dismiss_helper",
    "file_document",
    "file_version",
    "keep_reading",
    "move_version",
    "quarantine_version",
    "receive_document",
    "receive_from_helper",
    "refuse_file",
    "release_version",
    "rename_document",
    "reopen_version",
    "request_document",
    "return_version",
    "say_cannot",
    "say_in_english",
    "withdraw_detail",
    "withdraw_request",
]
