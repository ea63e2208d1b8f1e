from __future__ import annotations

from typing import TYPE_CHECKING

from harborlight.deadlines.actions.appointing import (
    cancel_appointment,
    set_appointment,
)
from harborlight.deadlines.actions.counting import count_deadline, recount_deadline
from harborlight.deadlines.actions.feeding import end_feed, make_feed
from harborlight.deadlines.actions.helping import AlreadyOver
from harborlight.deadlines.actions.moving import (
    accept_shift,
    add_closure,
    change_buffers,
    keep_day,
    note_compared,
    note_uncountable,
    propose_shift,
    remove_closure,
)
from harborlight.deadlines.actions.setting import (
    TooLate,
    aim_deadline,
    drop_deadline,
    give_deadline,
    meet_deadline,
    miss_deadline,
    move_deadline,
    set_deadline,
)
from harborlight.deadlines.actions.showing import hide_from_client, show_to_client
from harborlight.deadlines.actions.warning import (
    Settled,
    see_warning,
    settle_warning,
    tell_of_nobody,
    tell_of_silence,
    warn_of_deadline,
)

if TYPE_CHECKING:
    from harborlight.deadlines.actions.helping import Words as Words

__all__ = [
    "AlreadyOver",
    "accept_shift",
    "Settled",
    "TooLate",
    "add_closure",
    "aim_deadline",
    "change_buffers",
    "cancel_appointment",
    "count_deadline",
    "drop_deadline",
    "end_feed",
    "give_deadline",
    "hide_from_client",
    "keep_day",
    "make_feed",
    "meet_deadline",
    "miss_deadline",
    "move_deadline",
    "note_compared",
    "note_uncountable",
    "propose_shift",
    "recount_deadline",
    "remove_closure",
    "see_warning",
    "set_appointment",
    "set_deadline",
    "settle_warning",
    "show_to_client",
    "tell_of_nobody",
    "tell_of_silence",
    "warn_of_deadline",
]
