from harborlight.agency.jobs.asking import ask_one_soon, ask_soon, ask_the_service
from harborlight.agency.jobs.comparing import compare_soon
from harborlight.agency.jobs.following import follow_receipts
from harborlight.agency.jobs.silence import write_where_nothing_happens

__all__ = [
    "ask_one_soon",
    "ask_soon",
    "ask_the_service",
    "compare_soon",
    "follow_receipts",
    "write_where_nothing_happens",
]
