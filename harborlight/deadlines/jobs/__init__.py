from harborlight.deadlines.jobs.comparing import compare_soon, compare_with_book
from harborlight.deadlines.jobs.sweeping import sweep_deadlines, write_again
from harborlight.deadlines.jobs.watching import tell_of_silent_firms, watch_the_sweep

__all__ = [
    "compare_soon",
    "compare_with_book",
    "sweep_deadlines",
    "tell_of_silent_firms",
    "watch_the_sweep",
    "write_again",
]
