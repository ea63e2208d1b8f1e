"""Which kinds of paper people send of their own accord, and which one a file means."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from harborlight.documents.models import Request
from harborlight.people.names import folded

KINDS = [
    ("passport", _("A passport")),
    ("birth certificate", _("A birth certificate")),
    ("marriage certificate", _("A marriage certificate")),
    ("earlier marriages ended", _("A divorce or the death of a spouse")),
    ("police certificate", _("A police certificate")),
    ("notice", _("A letter from the government")),
    ("evidence", _("Something that helps the case")),
    ("other", _("Something else")),
]

# Those that staff put into a file themselves, or move a paper to.
FILED_KINDS = [
    ("notice", _("A notice from the government")),
    ("letter", _("A letter")),
    *(one for one in KINDS if one[0] not in ("notice", "evidence", "other")),
    ("evidence", _("Evidence")),
    ("discretion", _("A discretion section")),
    ("other", _("Another paper")),
]

# Kinds that the law book has a rule about, whether or not a playbook asks for them.
OF_A_RULE = {
    "passport": _("A passport"),
    "police certificate": _("A police certificate"),
    "bank letter": _("A letter from a bank"),
    "photo": _("A passport photo"),
}


def words_of(request: Request) -> set[str]:
    """The words by which a file's name may mean what is asked for."""
    named = " ".join([request.kind, *request.title.values()])
    return {word for word in folded(named).split() if len(word) > _SHORT}


def meant(name: str, requests: Iterable[Request]) -> Request | None:
    """What a file is by its name, where one request alone shares a word with it."""
    words = {*folded(name.replace("_", " ").rsplit(".", 1)[0]).split()}
    found = [one for one in requests if words & words_of(one)]
    return found[0] if len(found) == 1 else None


def answer_for(kinds: Collection[str], requests: Iterable[Request]) -> str:
    """What a paper of one of these kinds is among the choices of OfferedForm; "" where
    several are, or none. What somebody was asked for comes first.
    """
    asked = [one.key for one in requests if one.kind in kinds]
    found = asked or [kind for kind, _label in KINDS if kind in kinds]
    return found[0] if len(found) == 1 else ""


# "of", "the", "que": they stand in every name.
_SHORT = 4
