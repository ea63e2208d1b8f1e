"""What whoever sent a paper hears beside how its picture looks: advice, never a wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as _

from harborlight.documents.looks import is_another
from harborlight.law.expiry import PRINTED, expiries, good_until
from harborlight.papers.page_text import PageText
from harborlight.papers.printed_day import printed_expiry
from harborlight.people.names import folded

if TYPE_CHECKING:
    from harborlight.documents.models import Version

# Somebody of the case is named as translator.
OWN_TRANSLATOR = "own translator"
OTHER_KIND, EXPIRED = "other kind", "expired"
WRONG_WAY_UP, ON_ITS_SIDE = "wrong way up", "on-its-side"

WORDS: Mapping[str, str] = {
    OWN_TRANSLATOR: _(
        "The translator has the name of somebody in your case. The rule does not forbid "
        "it, but officers often doubt such a translation. If you can, let somebody else "
        "translate it and sign."
    ),
    OTHER_KIND: _(
        "This looks like another paper than the one that is asked for here. Please look "
        "at what it is called. If it belongs to another one, we can move it."
    ),
    EXPIRED: _(
        "By its date this paper is not valid any more. If you have a newer one, send it "
        "here."
    ),
    WRONG_WAY_UP: _(
        "A page seems to stand on its head or to lie on its side. If you can, turn it "
        "and send it again. If not, somebody here turns it."
    ),
}
# Fewer letters say too little about which way is up.
_LEAST_LETTERS = 20


def advice_of(version: Version, pages: Sequence[PageText]) -> list[str]:
    """Codes of WORDS for what was read on a version's pages, and what was said of it.

    pages: as whoever read them tells it; none: only what was said counts. The day is
    that on which it came. Of a translation or a certificate nothing is judged but how it
    lies; what was said of that at once (papers/photo.py) is not said again.
    """
    lies = _lies(pages) and ON_ITS_SIDE not in version.advice
    found = [WRONG_WAY_UP] if lies else []
    if version.slot != "original":
        return found
    said, day = version.said.get("issued_on"), version.uploaded_at.date()
    issued = date.fromisoformat(said) if said else None
    return [*found, *_judged(version.document.kind, pages, issued_on=issued, on=day)]


def advice_at_upload(
    kind: str, pages: Sequence[PageText], *, told: Sequence[str], on: date
) -> list[str]:
    """The same of a paper of a kind that is being sent, before anything was said of it.

    told: codes of what was said of its picture at once. on: today.
    """
    lies = _lies(pages) and ON_ITS_SIDE not in told
    found = [WRONG_WAY_UP] if lies else []
    return [*found, *_judged(kind, pages, issued_on=None, on=on)]


def _judged(
    kind: str, pages: Sequence[PageText], *, issued_on: date | None, on: date
) -> list[str]:
    """Whether it looks like another kind of paper, and whether it is out of date."""
    text = "\n".join(page.text for page in pages)
    found = [OTHER_KIND] if is_another(kind, pages, on) else []
    old = is_expired(kind, issued_on=issued_on, expires_on=printed_expiry(text), on=on)
    return [*found, EXPIRED] if old else found


def _lies(pages: Sequence[PageText]) -> bool:
    return any(page.turned and _says_enough(page) for page in pages)


def _says_enough(page: PageText) -> bool:
    """Not a blurred page, of which a word or two were guessed and which way is up too."""
    return len(page.text) >= _LEAST_LETTERS


def is_expired(
    kind: str, *, issued_on: date | None, expires_on: date | None, on: date
) -> bool:
    """Whether a paper of this kind is no longer good on that day, as the book has it.

    What bears its last day is good until then, whatever is asked of it beyond.
    """
    rule = expiries().get(kind)
    if rule is None or rule.counts_from == PRINTED:
        return expires_on is not None and expires_on < on
    last = good_until(kind, issued_on=issued_on, expires_on=expires_on)
    return last is not None and last < on


def is_one_of(name: str, people: list[str]) -> bool:
    """Whether a name is that of one of these, whatever its accents and its order."""
    words = {*folded(name).split()}
    return len(words) > 1 and any(
        words <= {*folded(one).split()} or {*folded(one).split()} <= words
        for one in people
    )
