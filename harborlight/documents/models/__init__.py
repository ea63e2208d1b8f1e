from harborlight.documents.models.asking import SIGNED_FORM, Detail, Helper, Request
from harborlight.documents.models.papers import (
    RECEIPT_NOTICE,
    RECEIPT_NOTICE_TITLE,
    SAME_FILE,
    Document,
    Slot,
    Version,
)
from harborlight.documents.models.reading import Reading

__all__ = [
    "RECEIPT_NOTICE",
    "RECEIPT_NOTICE_TITLE",
    "SAME_FILE",
    "SIGNED_FORM",
    "Detail",
    "Document",
    "Helper",
    "Reading",
    "Request",
    "Slot",
    "Version",
]
