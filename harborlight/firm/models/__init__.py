"""What the firm remembers: itself, its people, what happened, what is to be done."""

from harborlight.firm.models.event import Event, EventLog, ReaderPosition, Sighting
from harborlight.firm.models.firm import Firm
from harborlight.firm.models.job import Fired, Job
from harborlight.firm.models.kept import PutBy
from harborlight.firm.models.keys import FirmKey, RecordKey
from harborlight.firm.models.member import Credentials, Membership, Notice, Offer
from harborlight.firm.models.numbering import Numbering, next_number
from harborlight.firm.models.record import FirmRecord, random_key
from harborlight.firm.models.stored import StoredFile, Upload
from harborlight.firm.models.user import User

__all__ = [
    "RecordKey",
    "Credentials",
    "Event",
    "EventLog",
    "Fired",
    "Firm",
    "FirmKey",
    "FirmRecord",
    "Job",
    "Membership",
    "Notice",
    "Numbering",
    "Offer",
    "PutBy",
    "ReaderPosition",
    "Sighting",
    "StoredFile",
    "Upload",
    "User",
    "next_number",
    "random_key",
]
