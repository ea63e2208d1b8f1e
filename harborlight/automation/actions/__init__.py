"""Automations are kept, and act; programs are told; clients are reminded."""

from harborlight.automation.actions.firing import Met, fire, hold_back
from harborlight.automation.actions.hooks import (
    add_hook,
    give_up_delivery,
    remove_hook,
)
from harborlight.automation.actions.keeping import (
    ChangedMeanwhile,
    NotYet,
    begin_automation,
    bring_starter,
    change_draft,
    drop_draft,
    publish_automation,
    remove_automation,
    turn_off,
    turn_on,
)

__all__ = [
    "ChangedMeanwhile",
    "Met",
    "NotYet",
    "add_hook",
    "begin_automation",
    "bring_starter",
    "change_draft",
    "drop_draft",
    "fire",
    "give_up_delivery",
    "hold_back",
    "publish_automation",
    "remove_automation",
    "remove_hook",
    "turn_off",
    "turn_on",
]
