from harborlight.tasks.jobs.passing import pass_tasks_on
from harborlight.tasks.jobs.telling import tell_of_late, tell_whose

__all__ = ["pass_tasks_on", "tell_of_late", "tell_whose"]
