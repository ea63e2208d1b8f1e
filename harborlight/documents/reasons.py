"""Why a paper is sent back, and what the client usually has to do then."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REASONS = [
    ("blurry", _("It is blurred or too dark to read.")),
    ("cut off", _("A part of the page is cut off.")),
    ("wrong paper", _("It is another paper than the one we need.")),
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
