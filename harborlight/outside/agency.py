"""The agencies' own web sites, from which official blanks can be had."""

from __future__ import annotations

import httpx

ADDRESS = "https://www.uscis.gov/sites/default/files/document/forms/{form}.pdf"
SECONDS = 20.0
LARGEST = 30 * 1024 * 1024


class Unreachable(Exception):
    """The agency's site did not give the form."""


def blank_address(form: str) -> str:
    """Where the agency offers the blank of this form."""
    return ADDRESS.format(form=form.lower())


def fetch_blank(form: str) -> bytes:
    """The blank as the agency gives it today. Unreachable, with the reason, if it does not."""
    try:
        with httpx.stream(
            "GET", blank_address(form), timeout=SECONDS, follow_redirects=True
        ) as answer:
            answer.raise_for_status()
            content = b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > LARGEST:
                    raise Unreachable(
                        f"The file of Form {form} is larger than a form can be."
                    )
    except httpx.HTTPError as error:
        raise Unreachable(f"Form {form} could not be fetched: {error}.") from error
    if not content.startswith(b"%PDF"):
        raise Unreachable(f"The agency's answer for Form {form} is not a PDF.")
    return content
