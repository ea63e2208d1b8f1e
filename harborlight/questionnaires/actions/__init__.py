"""What is done with questions: sent and answered by clients, or typed at the desk."""

from harborlight.questionnaires.actions.answering import (
    EnoughOfThem,
    NotFinished,
    Taken,
    answer,
    begin_entry,
    finish_questionnaire,
    keep_questionnaire,
    note_progress,
    reopen_questionnaire,
    send_questionnaire,
)
from harborlight.questionnaires.actions.drafting import (
    AlreadyAsked,
    ChangedByOthers,
    NotWhole,
    begin_draft,
    change_draft,
    discard_draft,
    publish_draft,
    renew_questions,
)
from harborlight.questionnaires.actions.entering import (
    OthersWrote,
    correct_answer,
    enter_answers,
    take_back,
    take_over_answers,
)

__all__ = [
    "AlreadyAsked",
    "ChangedByOthers",
    "EnoughOfThem",
    "NotFinished",
    "NotWhole",
    "OthersWrote",
    "Taken",
    "answer",
    "begin_draft",
    "begin_entry",
    "change_draft",
    "correct_answer",
    "discard_draft",
    "enter_answers",
    "finish_questionnaire",
    "keep_questionnaire",
    "note_progress",
    "publish_draft",
    "renew_questions",
    "reopen_questionnaire",
    "send_questionnaire",
    "take_back",
    "take_over_answers",
]
