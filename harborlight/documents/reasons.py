"""Why a paper is sent back, and what the client usually has to do then."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

REASONS = [
    ("blurry", _("It is blurred or too dark to read.")),
    ("cut off", _("A part of the page is cut off.")),
    ("upside down", _("It is the wrong way up or on its side.")),
    ("too small", _("The picture is too small to read.")),
    ("wrong paper", _("It is another paper than the one we need.")),
    ("wrong person", _("It is about another person.")),
    ("expired", _("It is no longer valid.")),
    ("pages missing", _("Pages are missing.")),
    (
        "no translation",
        _("The English translation or the translator's certificate is missing."),
    ),
    ("other", _("Something else: see the comment.")),
]

# Why a file was locked away; no person chooses it.
VIRUS = "virus"

# What the client usually has to do, to begin a comment with.
READY_COMMENTS = {
    "blurry": _(
        "We cannot read it well. Please lay it flat in good light, take a new photo "
        "from straight above, and send it here again."
    ),
    "cut off": _(
        "A part of the page is missing from the picture. Please take it again so that "
        "all four corners can be seen."
    ),
    "upside down": _(
        "The page lies on its side or upside down. Please turn it so that the writing "
        "can be read, and send it here again."
    ),
    "too small": _(
        "The picture is too small to be read. Please take the photo from closer, so "
        "that the page fills the picture, or send the first photo and not a copy from a "
        "message."
    ),
    "wrong person": _(
        "This paper is about another person. Please send the one that has the right "
        "name on it. If it does belong here, tell us how."
    ),
    "wrong paper": _(
        "This is another paper than the one we asked for. Please look at what this one "
        "is called, and send it here."
    ),
    "expired": _(
        "This paper is no longer valid. Please send the one that is valid now, or tell "
        "us if you do not have it yet."
    ),
    "pages missing": _(
        "Some pages are missing. Please send all pages together, front and back, even "
        "those that are empty."
    ),
    "no translation": _(
        "Please send the paper together with its full English translation and the page "
        "that the translator signed. Ask us if you need a translator."
    ),
}


def ready_comment(reason: str, language: str) -> str:
    """What the client should do, in their language; nothing where only a person can say."""
    with override(language):
        return str(READY_COMMENTS.get(reason, ""))
