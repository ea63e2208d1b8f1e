"""The agencies' own web sites, from which official blanks can be had."""

from __future__ import annotations

from time import monotonic

import httpx

ADDRESS = "https://www.uscis.gov/sites/default/files/document/forms/{form}.pdf"
# How long the site may be silent, and how long the whole may take.
SECONDS, ALTOGETHER = 20.0, 180.0
LARGEST = 30 * 1024 * 1024
MOST_TURNS = 5
# Packed content could unpack to more than fits into memory.
HEADERS = {"Accept-Encoding": "identity"}


class Unreachable(Exception):
    """The agency's site did not give the form."""


def blank_address(form: str) -> str:
    """Where the agency offers the blank of this form."""
    return ADDRESS.format(form=form.lower())


def fetch_blank(form: str) -> bytes:
    """The blank as the agency gives it today. Unreachable, with the reason, if it does not."""
    try:
        with httpx.Client(timeout=SECONDS, headers=HEADERS) as client:
            content = _given(client, form)
    except httpx.HTTPError as error:
        raise Unreachable(f"Form {form} could not be fetched: {error}.") from error
    if not content.startswith(b"%PDF"):
        raise Unreachable(f"The agency's answer for Form {form} is not a PDF.")
    return content


def _given(client: httpx.Client, form: str) -> bytes:
    """What the site answers in the end: led on by it, but never away from it.

    Whoever could answer in its place must not have this server ask a machine that
    only this server reaches, nor without encryption.
    """
    asked = httpx.URL(blank_address(form))
    until = monotonic() + ALTOGETHER
    for _turn in range(MOST_TURNS):
        with client.stream("GET", asked) as answer:
            if answer.next_request is None:
                answer.raise_for_status()
                return _read(answer, form, until)
            there = answer.next_request.url
        if _site(there) != _site(asked):
            raise Unreachable(
                f"Form {form} was not fetched: the agency's site points to "
                f"another one, {there.scheme}://{there.netloc.decode()}."
            )
        asked = there
    raise Unreachable(f"Form {form} was not fetched: the site leads in a circle.")


def _site(address: httpx.URL) -> tuple[str, str, int | None]:
    return address.scheme, address.host, address.port


def _read(answer: httpx.Response, form: str, until: float) -> bytes:
    content = bytearray()
    for part in answer.iter_raw():
        content += part
        if len(content) > LARGEST:
            raise Unreachable(f"The file of Form {form} is larger than a form can be.")
        if monotonic() > until:
            raise Unreachable(f"Form {form} was not fetched: it came too slowly.")
    return bytes(content)
