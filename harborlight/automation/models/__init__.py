"""Automations and what became of them; web hooks; reminders."""

from harborlight.automation.models.automations import Automation, Firing, RuleVersion
from harborlight.automation.models.hooks import Delivery, Hook
from harborlight.automation.models.own import OwnReminder
from harborlight.automation.models.reminders import (
    Cadence,
    Hold,
    Reaching,
    Reminder,
    ReminderSettings,
)

__all__ = [
    "Automation",
    "Cadence",
    "Delivery",
    "Firing",
    "Hold",
    "Hook",
    "OwnReminder",
    "Reaching",
    "Reminder",
    "ReminderSettings",
    "RuleVersion",
]
