"""What whoever sent a paper hears at once, beside how its picture looks: advice, never a wall."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from harborlight.people.names import folded

# Somebody of the case is named as translator.
OWN_TRANSLATOR = "own translator"

WORDS: Mapping[str, str] = {
    OWN_TRANSLATOR: _(
        "The translator has the name of somebody in your case. The rule does not forbid "
        "it, but officers often doubt such a translation. If you can, let somebody else "
        "translate it and sign."
    ),
}


def is_one_of(name: str, people: list[str]) -> bool:
    """Whether a name is that of one of these, whatever its accents and its order."""
    words = {*folded(name).split()}
    return len(words) > 1 and any(
        words <= {*folded(one).split()} or {*folded(one).split()} <= words
        for one in people
    )
