"""A PDF is opened here, so that every room refuses the same files in the same words."""

from io import BytesIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

LARGEST = 64 * 1024 * 1024

# A few kilobytes can unpack to gigabytes; the limit is the process's, for every file.
set_qpdf_limits(flate_max_memory=256 * 1024 * 1024, doc_max_warnings=200)


class UnreadablePdf(Exception):
    """Only a PDF that can be read in full is worked on. Says why this one cannot."""


class NotAPdf(UnreadablePdf):
    """A form is a PDF file, whatever its name ends with."""


class DamagedPdf(UnreadablePdf):
    """A file that must be repaired to be read may have lost part of the form."""


class NeedsPassword(UnreadablePdf):
    """A file that asks for a password on opening cannot be filled or checked."""


class TooLarge(UnreadablePdf):
    """Official forms are a few megabytes; a file far beyond is not one."""


def open_pdf(pdf: bytes) -> pikepdf.Pdf:
    """Open bytes as a PDF, unlocking what the empty password unlocks.

    Raises NotAPdf, DamagedPdf, NeedsPassword or TooLarge, each with a sentence.
    """
    if len(pdf) > LARGEST:
        raise TooLarge(f"This file is larger than {LARGEST // 2**20} megabytes.")
    if b"%PDF-" not in pdf[:1024]:
        raise NotAPdf("This file is not a PDF.")
    try:
        opened = pikepdf.open(BytesIO(pdf), attempt_recovery=False)
        len(opened.pages)
    except pikepdf.PasswordError:
        raise NeedsPassword(
            "This PDF asks for a password. Save a copy without one."
        ) from None
    except (pikepdf.PikepdfError, pikepdf.PdfError, RuntimeError, ValueError) as why:
        raise DamagedPdf(
            "This PDF is damaged or incomplete. Fetch it again from where it came."
        ) from why
    return opened
