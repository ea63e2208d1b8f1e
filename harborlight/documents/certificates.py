"""The translator's certificate as we print it for those who have none."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import override

from harborlight.documents.forms import PAPER_LANGUAGES
from harborlight.papers.printing import print_sheet


def certificate_paper(
    *, translator: str, address: str, language: str, other_language: str, title: str
) -> bytes:
    """The PDF to print and sign, in English; `language` is a code of PAPER_LANGUAGES."""
    return print_sheet(
        "certificate",
        {
            "translator": translator,
            "address": [line.strip() for line in address.splitlines() if line.strip()],
            "language": other_language if language == "other" else _named(language),
            "title": title,
        },
    )


def _named(language: str) -> str:
    names: Mapping[str, object] = dict(PAPER_LANGUAGES)
    with override("en"):
        return str(names[language])
