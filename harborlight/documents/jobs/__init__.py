from harborlight.documents.jobs.reading import have_read, read_version
from harborlight.documents.jobs.scanning import scan_what_waits

__all__ = ["have_read", "read_version", "scan_what_waits"]
