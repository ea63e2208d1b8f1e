"""What automations and reminders do by themselves: on events, on days, and by letters."""

from harborlight.automation.jobs.own import remind_of_their_own
from harborlight.automation.jobs.reading import run_automations
from harborlight.automation.jobs.reminding import remind_people, reminds_of
from harborlight.automation.jobs.telling_payments import tell_of_payments
from harborlight.automation.jobs.timing import run_on_days

__all__ = [
    "remind_of_their_own",
    "remind_people",
    "reminds_of",
    "run_automations",
    "run_on_days",
    "tell_of_payments",
]
