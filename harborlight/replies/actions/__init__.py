from harborlight.replies.actions.helping import ChangedMeanwhile, NotYet
from harborlight.replies.actions.opening import (
    end_reply,
    open_practice,
    open_reply,
    say_read,
    set_day,
)
from harborlight.replies.actions.points import (
    add_point,
    answer_point,
    ask_for_point,
    attach_paper,
    detach_paper,
    remove_point,
)
from harborlight.replies.actions.sending import (
    pack_reply,
    say_arrived,
    say_sent,
    second_reply,
)
from harborlight.replies.actions.writing import (
    approve_letter,
    return_letter,
    write_letter,
)

__all__ = [
    "ChangedMeanwhile",
    "NotYet",
    "add_point",
    "answer_point",
    "approve_letter",
    "ask_for_point",
    "attach_paper",
    "detach_paper",
    "end_reply",
    "open_practice",
    "open_reply",
    "pack_reply",
    "remove_point",
    "return_letter",
    "say_arrived",
    "say_read",
    "say_sent",
    "second_reply",
    "set_day",
    "write_letter",
]
