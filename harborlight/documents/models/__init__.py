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
from harborlight.documents.models.tags import PaperTag, Sample, SampledCase

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
    "PaperTag",
    "Reading",
    "Remark",
    "Request",
    "RoutingRule",
    "Sample",
    "SampledCase",
    "Slot",
    "Standard",
    "Version",
]
