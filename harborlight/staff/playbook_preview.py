"""A playbook as the client of such a case would see it: course, milestones, papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import override

from harborlight.workflow.playbook_shape import LANGUAGES
from harborlight.workflow.playbooks import Paper, course

# A receipt number that is nobody's, for the sentence that names one.
SAMPLE = {"number": "IOE0000000000"}


def as_seen(
    definition: Mapping[str, Any], *, language: str, stage: str, part: str, day: date
) -> dict[str, Any]:
    """What the preview shows. language, stage, part: as chosen; else the first of each.

    day: on which the case would open.
    """
    found = course(definition)
    reads = language if language in LANGUAGES else LANGUAGES[0]
    parts = {one.id: one for one in found.parts}
    who = part if part in parts else found.parts[0].id
    here = found.stage(stage)
    at = found.position(here.id)
    with override(reads):
        papers = [_paper(one, day, reads) for one in found.papers if one.who == who]
    return {
        "course": found,
        "reads": reads,
        "who": who,
        "parts": [(one.id, one.name) for one in found.parts],
        "stage": here,
        "steps": [
            (one, "done" if n < at else "now" if n == at else "next")
            for n, one in enumerate(found.stages)
        ],
        "title": found.titles({one: parts[one].name[reads] for one in parts})[reads],
        "papers": papers,
        "asked": bool(parts[who].questionnaire),
        "milestones": [_milestone(one, reads) for one in found.milestones],
        "ahead": [(one.title[reads], one.words[reads]) for one in found.follow_ups],
    }


def _paper(paper: Paper, day: date, reads: str) -> dict[str, Any]:
    due = day + timedelta(days=paper.due_days) if paper.due_days else None
    return {"paper": paper, "title": paper.title[reads], "due": due}


def _milestone(one: Any, reads: str) -> dict[str, str]:
    said = one.what_happened[reads].format_map(SAMPLE)
    words = {"title": one.title[reads], "what_happened": said}
    for name in ("what_we_do", "what_you_do", "what_comes_next"):
        words[name] = getattr(one, name)[reads]
    return words
