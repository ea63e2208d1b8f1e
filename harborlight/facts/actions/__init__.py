"""What is done with facts: taken down, corrected, carried over from another case, and
explained where they do not fit."""

from harborlight.facts.actions.beside import set_beside
from harborlight.facts.actions.bringing import (
    TakenIn,
    bring_file,
    leave_brought,
    note_held_against,
    take_brought,
)
from harborlight.facts.actions.carrying import take_over
from harborlight.facts.actions.confirming import make_theirs
from harborlight.facts.actions.explaining import explain
from harborlight.facts.actions.learning import (
    ChangedMeanwhile,
    Place,
    Source,
    Weighed,
    add_entry,
    by_staff,
    correct_fact,
    learn,
    remove_entry,
    reveal_fact,
    weigh,
)
from harborlight.facts.actions.reviewing import accept_answers

__all__ = [
    "ChangedMeanwhile",
    "Place",
    "Source",
    "TakenIn",
    "Weighed",
    "accept_answers",
    "add_entry",
    "bring_file",
    "by_staff",
    "correct_fact",
    "explain",
    "learn",
    "leave_brought",
    "make_theirs",
    "remove_entry",
    "reveal_fact",
    "set_beside",
    "note_held_against",
    "take_brought",
    "take_over",
    "weigh",
]
