from harborlight.agreements.jobs.drafting import draft_what_is_reached
from harborlight.agreements.jobs.watching import tell_of_timers, watch_retainers

__all__ = ["draft_what_is_reached", "tell_of_timers", "watch_retainers"]
