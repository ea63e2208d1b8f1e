"""Automations are kept, and act; programs are told; clients are reminded."""

from harborlight.automation.actions.firing import Met, fire, hold_back
from harborlight.automation.actions.hooks import (
    add_hook,
    give_up_delivery,
    note_gone,
    remove_hook,
    send_again,
    turn_secret,
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
from harborlight.automation.actions.own import (
    change_own_reminder,
    remind_of_own,
    remove_own_reminder,
    set_own_reminder,
)
from harborlight.automation.actions.reminding import (
    change_cadence,
    change_hours,
    claim_reminder,
    hold_way,
    look_at_reminder,
    not_reminded,
    say_reaching,
    turn_to_team,
)

__all__ = [
    "set_own_reminder",
    "remove_own_reminder",
    "remind_of_own",
    "change_own_reminder",
    "turn_secret",
    "send_again",
    "note_gone",
    "ChangedMeanwhile",
    "Met",
    "NotYet",
    "add_hook",
    "begin_automation",
    "bring_starter",
    "change_cadence",
    "change_draft",
    "change_hours",
    "claim_reminder",
    "drop_draft",
    "fire",
    "give_up_delivery",
    "hold_back",
    "hold_way",
    "look_at_reminder",
    "not_reminded",
    "publish_automation",
    "remove_automation",
    "remove_hook",
    "say_reaching",
    "turn_off",
    "turn_on",
    "turn_to_team",
]
