from harborlight.documents.models.asking import SIGNED_FORM, Detail, Helper, Request
from harborlight.documents.models.made import MadeFrom, pages_in_words
from harborlight.documents.models.naming import NamePattern
from harborlight.documents.models.papers import (
    RECEIPT_NOTICE,
    RECEIPT_NOTICE_TITLE,
    REDACTED,
    SAME_FILE,
    Document,
    Slot,
    Version,
)
from harborlight.documents.models.pieces import Piece
from harborlight.documents.models.reading import Reading
from harborlight.documents.models.remarks import Remark
from harborlight.documents.models.routing import Assignment, RoutingRule
from harborlight.documents.models.sampling import Sample, SampledCase
from harborlight.documents.models.settings import PaperSettings, Standard
from harborlight.documents.models.tags import PaperTag

__all__ = [
    "Assignment",
    "Detail",
    "Document",
    "Helper",
    "MadeFrom",
    "NamePattern",
    "PaperSettings",
    "PaperTag",
    "Piece",
    "RECEIPT_NOTICE",
    "RECEIPT_NOTICE_TITLE",
    "REDACTED",
    "Reading",
    "Remark",
    "Request",
    "RoutingRule",
    "SAME_FILE",
    "SIGNED_FORM",
    "Sample",
    "SampledCase",
    "Slot",
    "Standard",
    "Version",
    "pages_in_words",
]
