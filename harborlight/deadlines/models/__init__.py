from harborlight.deadlines.models.counted import (
    Basis,
    Closure,
    ForClient,
    Office,
    Shift,
)
from harborlight.deadlines.models.deadline import Deadline, Kind
from harborlight.deadlines.models.settings import Buffer

__all__ = [
    "Basis",
    "Buffer",
    "Closure",
    "Deadline",
    "ForClient",
    "Kind",
    "Office",
    "Shift",
]
