from harborlight.deadlines.models.appointments import Appointment
from harborlight.deadlines.models.counted import (
    Basis,
    Closure,
    ForClient,
    Office,
    Shift,
)
from harborlight.deadlines.models.deadline import Deadline, Kind
from harborlight.deadlines.models.feeds import Feed
from harborlight.deadlines.models.settings import Buffer
from harborlight.deadlines.models.warned import Warning, Watch

# Of the firm's calendar, and of no case.
OF_NO_CASE = (Buffer, Closure, Feed, Watch)

__all__ = [
    "Appointment",
    "OF_NO_CASE",
    "Basis",
    "Buffer",
    "Closure",
    "Deadline",
    "Feed",
    "ForClient",
    "Kind",
    "Office",
    "Shift",
    "Warning",
    "Watch",
]
