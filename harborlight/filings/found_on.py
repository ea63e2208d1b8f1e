"""What a person must still see to on a form that was filled: places, never a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from harborlight.facts.catalogue import general
from harborlight.facts.days import clashes
from harborlight.facts.structure import get
from harborlight.filings.composing import Made
from harborlight.filings.typed_over import Stands, as_text
from harborlight.law.packs import Pack, fact_paths


def findings_of(
    made: Made, pack: Pack, facts: dict[str, Any], typed: Iterable[Stands]
) -> dict[str, list[dict[str, Any]]]:
    """What a person must still see to: places and paths, never a value.

    What was too long for its box stands "here", in the form's own part for more
    words, or "beyond": that part was full as well, and a sheet behind the form tells it.
    """
    composed, asked = made.composed, fact_paths(pack)
    places = {row.box: str(row.place) for row in pack.texts}
    return {
        "missing": [
            {
                "item": one.item,
                "path": one.path,
                "person": one.person,
                "also": [str(place) for place in one.also],
            }
            for one in composed.missing
        ],
        "continued": [
            *({"item": str(one.place), "on": "here"} for one in composed.additional),
            *({"item": str(one.place), "on": "beyond"} for one in composed.continued),
        ],
        "problems": [
            *({"code": one.code, "item": str(one.place)} for one in composed.problems),
            *(
                asdict(one) | {"item": ""}
                for one in clashes(facts)
                if not asked.isdisjoint(one.places)
            ),
            *(
                {"code": "not printed", "item": places.get(one.box, one.box)}
                | _answers(composed.used.get(one.box, ()), facts)
                for one in made.not_printed
            ),
            *_overtaken(made, facts, typed),
        ],
    }


def _overtaken(
    made: Made, facts: dict[str, Any], typed: Iterable[Stands]
) -> Iterator[dict[str, Any]]:
    """Boxes that were typed over before the answer below became another one."""
    for one in typed:
        rule = made.by_rule.get(one.box)
        if rule and as_text(rule.value) != one.row.instead:
            yield {"code": "answer changed below", "item": one.item} | _answers(
                rule.paths, facts
            )


def _answers(paths: Sequence[str], facts: dict[str, Any]) -> dict[str, Any]:
    """The answers that a box is filled from; of one of several, which entry it is."""
    groups = [path[: path.rindex("]") + 1] for path in paths if "]" in path]
    rows = [get(facts, group) for group in groups[:1]]
    entry = next((row["entry"] for row in rows if isinstance(row, dict)), "")
    places = [general(path) for path in paths if entry or "]" not in path]
    return {"places": places, "entry": entry} if places else {}
