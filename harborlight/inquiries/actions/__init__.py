"""What is done with an inquiry: written down, sent, checked, accepted, declined, erased."""

from harborlight.inquiries.actions.checking import answer_hit, check_names
from harborlight.inquiries.actions.consulting import (
    AlreadyFinished,
    ChangedMeanwhile,
    NotWhole,
    change_consultation,
    correct_consultation,
    finish_consultation,
    set_step,
    tell_steps,
    write_consultation,
)
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
    "AlreadyFinished",
    "Asker",
    "ChangedMeanwhile",
    "NotAnswered",
    "NotWhole",
    "NotedByOthers",
    "accept_inquiry",
    "answer_hit",
    "change_consultation",
    "change_inquiry",
    "check_names",
    "correct_consultation",
    "decline_inquiry",
    "erase_inquiry",
    "finish_consultation",
    "note_answers",
    "receive_inquiry",
    "send_questions",
    "set_step",
    "take_up_inquiry",
    "tell_steps",
    "write_consultation",
]
