"""What stands on a page of ours, for whoever tests it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpResponse


def text(page: HttpResponse) -> str:
    """Its words as somebody reads them: no tags, and one blank between two."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def without_templates(page: str) -> str:
    """The page as it is shown: nothing of what its scripts would put into it."""
    return re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
