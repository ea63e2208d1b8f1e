from harborlight.documents import indexing
from harborlight.documents.jobs.arriving import read_arrived
from harborlight.documents.jobs.reading import have_read, read_version
from harborlight.documents.jobs.routing import route_papers, tell_reviewer
from harborlight.documents.jobs.scanning import scan_what_waits
from harborlight.documents.jobs.watching import remind_of_missing, warn_of_expiries

__all__ = [
    "have_read",
    "indexing",
    "read_arrived",
    "read_version",
    "remind_of_missing",
    "route_papers",
    "scan_what_waits",
    "tell_reviewer",
    "warn_of_expiries",
]
