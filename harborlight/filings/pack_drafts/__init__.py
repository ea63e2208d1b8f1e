"""A form pack proposed from the agency's blank: what a person need not type.

text = draft(blank, form="I-765", edition=date(2025, 8, 21))
"""

from harborlight.filings.pack_drafts.drafting import draft
from harborlight.filings.pack_drafts.printed_name import NoPrintedName, printed_name

__all__ = ["NoPrintedName", "draft", "printed_name"]
