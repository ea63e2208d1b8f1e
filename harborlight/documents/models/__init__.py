from harborlight.documents.models.asking import SIGNED_FORM, Detail, Helper, Request
from harborlight.documents.models.naming import NamePattern
from harborlight.documents.models.papers import (
    RECEIPT_NOTICE,
    RECEIPT_NOTICE_TITLE,
    SAME_FILE,
    Document,
    Slot,
    Version,
)
from harborlight.documents.models.reading import Reading
from harborlight.documents.models.remarks import Remark
from harborlight.documents.models.routing import Assignment, RoutingRule
from harborlight.documents.models.settings import PaperSettings, Standard

__all__ = [
    "RECEIPT_NOTICE",
    "RECEIPT_NOTICE_TITLE",
    "SAME_FILE",
    "SIGNED_FORM",
    "Assignment",
    "Detail",
    "Document",
    "Helper",
    "NamePattern",
    "PaperSettings",
    "Reading",
    "Remark",
    "Request",
    "RoutingRule",
    "Slot",
    "Standard",
    "Version",
]
