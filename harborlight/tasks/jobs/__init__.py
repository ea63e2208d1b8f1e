from harborlight.tasks.jobs.telling import tell_of_late, tell_whose

__all__ = ["tell_of_late", "tell_whose"]
