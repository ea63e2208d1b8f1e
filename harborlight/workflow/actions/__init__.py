from harborlight.workflow.actions.ahead import decide_need, note_start
from harborlight.workflow.actions.checking import check_everybody
from harborlight.workflow.actions.closing import MoneyLeft, StillUnpaid, end_case
from harborlight.workflow.actions.handing import hand_over, take_back, take_up
from harborlight.workflow.actions.joining import PartTaken, join_later
from harborlight.workflow.actions.letters import give_letter
from harborlight.workflow.actions.moving import CannotMove, move_by_hand
from harborlight.workflow.actions.newcomers import (
    EmailTaken,
    Newcomer,
    PartiesMissing,
)
from harborlight.workflow.actions.opening import (
    NotChecked,
    asked_about,
    begin_case,
    take_on,
    turn_down,
)
from harborlight.workflow.actions.renewing import (
    CannotTake,
    NotOffered,
    leave_as_is,
    take_over,
)
from harborlight.workflow.actions.running import (
    bill_case,
    bill_moment,
    invite_to_portal,
)
from harborlight.workflow.actions.taking import begin_from
from harborlight.workflow.actions.writing import (
    ChangedByOthers,
    KeyTaken,
    begin_draft,
    change_draft,
    discard_draft,
    keep_playbook,
    publish_draft,
    take_in,
)

__all__ = [
    "CannotTake",
    "NotOffered",
    "leave_as_is",
    "take_over",
    "decide_need",
    "note_start",
    "ChangedByOthers",
    "KeyTaken",
    "begin_draft",
    "change_draft",
    "discard_draft",
    "publish_draft",
    "take_in",
    "CannotMove",
    "move_by_hand",
    "EmailTaken",
    "Newcomer",
    "MoneyLeft",
    "NotChecked",
    "PartTaken",
    "PartiesMissing",
    "join_later",
    "StillUnpaid",
    "asked_about",
    "begin_case",
    "begin_from",
    "bill_case",
    "bill_moment",
    "give_letter",
    "check_everybody",
    "end_case",
    "hand_over",
    "invite_to_portal",
    "keep_playbook",
    "take_back",
    "take_on",
    "take_up",
    "turn_down",
]
