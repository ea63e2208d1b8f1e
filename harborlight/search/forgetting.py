"""What leaves the index at once: the papers of a case whose key was destroyed."""

from __future__ import annotations

import logging
from uuid import UUID

from harborlight.firm.vault.destroying import hears_destruction
from harborlight.search.entries import Unsearchable
from harborlight.search.index import index_of, is_on

log = logging.getLogger(__name__)


@hears_destruction
def forget_case(firm: UUID, case: UUID) -> None:
    """Take a case out of the firm's index.

    Where the index cannot be reached its hourly tending does it; until then nothing of
    the case is found, for the record says that the key is gone (`cases_to_index`).
    """
    if not is_on():
        return
    try:
        index = index_of(firm)
        if index.exists():
            index.forget(cases=[case])
    except Unsearchable:
        log.exception("An erased case could not be taken out of the index yet.")
