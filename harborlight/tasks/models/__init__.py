from harborlight.tasks.models.office import Absence, ServiceLevel, Speaks, TaskRule
from harborlight.tasks.models.task import (
    ENDED,
    OPEN,
    REVIEWS,
    Every,
    Needs,
    State,
    Task,
)

# How the firm hands out work; of no case.
OF_NO_CASE = (Absence, ServiceLevel, Speaks, TaskRule)

__all__ = [
    "ENDED",
    "OF_NO_CASE",
    "OPEN",
    "REVIEWS",
    "Absence",
    "Every",
    "Needs",
    "ServiceLevel",
    "Speaks",
    "State",
    "Task",
    "TaskRule",
]
