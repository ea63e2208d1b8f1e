from __future__ import annotations

import logging

from django.conf import settings
from django_tasks import task

from harborlight.filings.library import (
    ClosedLibrary,
    UnknownBlank,
    fetch_blank,
    library,
)
from harborlight.law.packs import packs
from harborlight.outside.agency import Unreachable

log = logging.getLogger(__name__)


def fetch_missing_blanks() -> list[str]:
    """Where nobody has put a blank yet, try once to get them; the forms that came.

    For trying Harborlight out: whoever runs it for work fetches or uploads them.
    """
    missing = [held.pack for held in library() if not held.is_here]
    if not settings.DEVELOPMENT or len(missing) < len(library()):
        return []
    came = []
    for pack in missing:
        try:
            fetch_blank(pack)
            came.append(pack.form)
        except Unreachable as error:
            # Without a network nothing else will come either.
            log.warning("%s The forms can be uploaded at the desk.", error)
            return came
        except (UnknownBlank, ClosedLibrary) as error:
            log.warning("Form %s: %s", pack.form, error)
    return came


@task()
def fetch_one_blank(form: str) -> None:
    """Get the blank of a form, as somebody asked at the desk."""
    for pack in packs():
        if pack.form == form:
            fetch_blank(pack)
