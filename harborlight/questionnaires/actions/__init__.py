"""What is done with questions: sent and answered by clients, or typed at the desk."""

from harborlight.questionnaires.actions.answering import (
    EnoughOfThem,
    NotFinished,
    Taken,
    answer,
    begin_entry,
    choose_keeping,
    finish_questionnaire,
    keep_questionnaire,
    note_progress,
    reopen_questionnaire,
    send_questionnaire,
)
from harborlight.questionnaires.actions.asides import (
    Beside,
    answer_client,
    ask_again,
    ask_lawyer,
    confirm_answer,
    take_down,
    take_question_back,
)
from harborlight.questionnaires.actions.entering import (
    OthersWrote,
    correct_answer,
    enter_answers,
    take_back,
    take_over_answers,
)

__all__ = [
    "Beside",
    "EnoughOfThem",
    "NotFinished",
    "OthersWrote",
    "Taken",
    "answer",
    "answer_client",
    "ask_again",
    "ask_lawyer",
    "begin_entry",
    "choose_keeping",
    "confirm_answer",
    "correct_answer",
    "enter_answers",
    "finish_questionnaire",
    "keep_questionnaire",
    "note_progress",
    "reopen_questionnaire",
    "send_questionnaire",
    "take_back",
    "take_down",
    "take_over_answers",
    "take_question_back",
]
