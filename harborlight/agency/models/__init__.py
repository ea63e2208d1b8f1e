from harborlight.agency.models.line import Line
from harborlight.agency.models.no_news import NoNews
from harborlight.agency.models.numbers import Bulletin, Chart, Move, PriorityDate, Times
from harborlight.agency.models.tracked import (
    Agency,
    Decision,
    Observation,
    Source,
    StatusMeaning,
    Tracked,
)

# Of the firm, and of no case.
OF_NO_CASE = (Bulletin, Line, StatusMeaning, Times)

__all__ = [
    "OF_NO_CASE",
    "Agency",
    "Bulletin",
    "Chart",
    "Decision",
    "Line",
    "Move",
    "NoNews",
    "Observation",
    "PriorityDate",
    "Source",
    "StatusMeaning",
    "Times",
    "Tracked",
]
