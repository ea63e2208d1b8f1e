"""What files are taken: of which kinds and how large, by what they are for.

Evidence may be as large as the firm says, up to two gibibytes, and of the kinds that it
takes. All else (signed pages, notices, blanks) has pages and at most 50 MB, and so has
whatever comes with a form that no script of ours helps to send.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings

from harborlight.firm.vault.incoming import LARGEST
from harborlight.papers.inspect_verdicts import (
    ENDINGS,
    LARGE,
    MEBIBYTE,
    MIME,
    PAGED,
    RECORDINGS,
    TEXTS,
    Kind,
    Limits,
)

if TYPE_CHECKING:
    from harborlight.firm.models import Firm

# What uploads of evidence are for (harborlight/api/purposes.py).
EVIDENCE = frozenset({"document-version", "helper-paper", "case-paper"})


@dataclass(frozen=True)
class Taken:
    """What is taken: at most so many bytes, of these kinds."""

    largest: int
    kinds: tuple[Kind, ...]
    # Of what must fit into memory to be looked into: pictures and texts.
    largest_whole: int = LARGEST

    @property
    def megabytes(self) -> int:
        return self.largest // MEBIBYTE

    @property
    def most(self) -> str:
        """The largest in words: "300 MB", "2 GB"."""
        whole, rest = divmod(self.megabytes, 1024)
        return f"{self.megabytes} MB" if rest or not whole else f"{whole} GB"

    @property
    def most_whole(self) -> int:
        """The largest of whatever comes with a form, in megabytes."""
        return min(self.largest, self.largest_whole) // MEBIBYTE

    @property
    def is_large(self) -> bool:
        """Whether a script of ours may send more than a form does."""
        return self.largest > LARGEST

    @property
    def large_kinds(self) -> tuple[Kind, ...]:
        """Those that may be so large; all else has at most what a form sends."""
        return tuple(kind for kind in self.kinds if kind in LARGE)

    @property
    def large_endings(self) -> str:
        return " ".join(end for kind in self.large_kinds for end in ENDINGS[kind])

    @property
    def large_names(self) -> str:
        return ", ".join(ENDINGS[kind][0].upper() for kind in self.large_kinds)

    @property
    def endings(self) -> str:
        """All endings of these kinds, as a script looks for them: "pdf jpg jpeg ..."."""
        return " ".join(ending for kind in self.kinds for ending in ENDINGS[kind])

    @property
    def accept(self) -> str:
        """What the browser offers to choose (the attribute `accept`)."""
        return ",".join([*(MIME[kind] for kind in self.kinds), ".heic"])

    @property
    def names(self) -> str:
        """As people know them: "PDF, JPG, PNG, HEIC, TIF"."""
        return ", ".join(ENDINGS[kind][0].upper() for kind in self.kinds)

    def limits(self, usual: Limits) -> Limits:
        return replace(usual, bytes=self.largest, kinds=self.kinds)


def taken(firm: Firm | None, purpose: str = "") -> Taken:
    """What the firm takes for this purpose; "": whatever comes with a form."""
    if firm is None:
        return Taken(LARGEST, PAGED)
    if purpose and purpose not in EVIDENCE:
        return Taken(LARGEST, PAGED)
    return Taken(_largest(firm) if purpose else LARGEST, evidence_kinds(firm))


def evidence_kinds(firm: Firm) -> tuple[Kind, ...]:
    """The kinds of evidence that the firm takes."""
    texts = TEXTS if firm.takes_texts else ()
    return PAGED + texts + (RECORDINGS if firm.takes_recordings else ())


def _largest(firm: Firm) -> int:
    """Never beyond what whoever runs the house allows."""
    return min(firm.largest_evidence_mb, int(settings.EVIDENCE_MB)) * MEBIBYTE
