from harborlight.documents.indexing import hear_of_papers
from harborlight.documents.jobs.reading import have_read, read_version
from harborlight.documents.jobs.scanning import scan_what_waits

__all__ = ["have_read", "hear_of_papers", "read_version", "scan_what_waits"]
