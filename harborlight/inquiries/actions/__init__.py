"""What is done with an inquiry: written down, sent, checked, accepted, declined, erased."""

from harborlight.inquiries.actions.checking import answer_hit, check_names
from harborlight.inquiries.actions.deciding import (
    AlreadyDecided,
    NotAnswered,
    accept_inquiry,
    decline_inquiry,
    erase_inquiry,
    take_up_inquiry,
)
from harborlight.inquiries.actions.receiving import (
    Asker,
    NotedByOthers,
    change_inquiry,
    note_answers,
    receive_inquiry,
    send_questions,
)

__all__ = [
    "AlreadyDecided",
    "Asker",
    "NotAnswered",
    "NotedByOthers",
    "accept_inquiry",
    "answer_hit",
    "change_inquiry",
    "check_names",
    "decline_inquiry",
    "erase_inquiry",
    "note_answers",
    "receive_inquiry",
    "send_questions",
    "take_up_inquiry",
]
