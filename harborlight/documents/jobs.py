"""What happens to papers by itself."""

from harborlight.documents import indexing

__all__ = ["indexing"]
