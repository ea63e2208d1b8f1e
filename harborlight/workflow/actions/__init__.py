from harborlight.workflow.actions.checking import check_everybody
from harborlight.workflow.actions.closing import MoneyLeft, StillUnpaid, end_case
from harborlight.workflow.actions.handing import hand_over, take_back, take_up
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
from harborlight.workflow.actions.running import (
    bill_case,
    invite_to_portal,
    keep_playbook,
)
from harborlight.workflow.actions.taking import begin_from

__all__ = [
    "CannotMove",
    "move_by_hand",
    "EmailTaken",
    "Newcomer",
    "MoneyLeft",
    "NotChecked",
    "PartiesMissing",
    "StillUnpaid",
    "asked_about",
    "begin_case",
    "begin_from",
    "bill_case",
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
