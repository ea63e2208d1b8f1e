"""How further forms tell entries that have no slot on them (I-821D, I-129F and others)."""

from __future__ import annotations

from collections.abc import Mapping

from harborlight.law.pack_types import Value

Told = tuple[str, Value]


def _of(
    label: str, name: str, form: str = "text", words: Mapping[str, str] | None = None
) -> Told:
    return label, Value("fact", f"it.{name}", form=form, words=words)


# As TELL in pack_tell.py.
OF_FURTHER_FORMS: Mapping[str, tuple[Told, ...]] = {
    "absence": (
        _of("Left", "from", "date"),
        _of("Returned", "to", "date"),
        _of("Reason", "reason"),
    ),
}
