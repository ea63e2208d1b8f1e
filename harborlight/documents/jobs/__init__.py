from harborlight.documents import indexing
from harborlight.documents.jobs.reading import have_read, read_version
from harborlight.documents.jobs.routing import route_papers, tell_reviewer
from harborlight.documents.jobs.scanning import scan_what_waits

__all__ = [
    "have_read",
    "indexing",
    "read_version",
    "route_papers",
    "scan_what_waits",
    "tell_reviewer",
]
