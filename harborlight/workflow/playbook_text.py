"""A playbook as a YAML file: given out whole, and taken in with the line of each fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from harborlight.papers.visible import visible
from harborlight.workflow.bases import IDENTITY, written_out
from harborlight.workflow.playbook_checks import faults

# A file that is larger is no playbook.
LONGEST = 200_000


@dataclass(frozen=True)
class LineFault:
    """What is wrong, and in which line; 0 where no line of the text is meant."""

    line: int
    place: str
    reason: str


def as_text(definition: Mapping[str, Any]) -> str:
    """The file of a playbook: what `read_text` reads back as the same."""
    text: str = yaml.safe_dump(
        dict(definition), allow_unicode=True, sort_keys=False, width=88
    )
    return text


def read_text(text: str) -> tuple[dict[str, Any] | None, list[LineFault]]:
    """The definition that a text says, and what is wrong with it.

    None where it is no text of a playbook at all. A text may take from a base
    (`extends`), as those do that come with Harborlight.
    """
    if len(text) > LONGEST:
        return None, [LineFault(0, "", _("This is too long for a playbook."))]
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        # Whoever names a piece again and again makes a small text endless.
        if any(
            isinstance(one, yaml.AliasEvent)
            for one in yaml.parse(text, Loader=yaml.CSafeLoader)
        ):
            said = _("Write each piece where it stands: names with * are not followed.")
            return None, [LineFault(0, "", said)]
        data = _plain(yaml.load(text, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [_not_read(error)]
    if not isinstance(data, dict):
        said = _("A playbook is a list of words with what stands behind each.")
        return None, [LineFault(1, "", said)]
    return _checked(data, node)


def _checked(
    data: dict[str, Any], node: yaml.Node | None
) -> tuple[dict[str, Any] | None, list[LineFault]]:
    try:
        definition = written_out(data)
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        return None, [LineFault(_line(node, ("extends",)), "extends", str(error))]
    wrong = faults(definition)
    found = [
        LineFault(_line(node, _path(data, definition, one.path)), one.place, one.reason)
        for one in wrong
    ]
    return definition, sorted(found, key=lambda one: one.line)


def _plain(value: object) -> Any:
    """Texts, whole numbers, yes and no, lists and words alone: whatever else is a text."""
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    return visible(str(value), lines=True)


def _not_read(error: Exception) -> LineFault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", "") or type(error).__name__
    said = _("This is not YAML: %(problem)s.") % {"problem": problem}
    return LineFault(mark.line + 1 if mark else 0, "", said)


def _path(
    data: Mapping[str, Any], whole: Mapping[str, Any], path: Sequence[str | int]
) -> Sequence[str | int]:
    """The place in the text: an entry that a base puts before others has another number."""
    if len(path) < 2 or "extends" not in data or path[0] not in IDENTITY:
        return path
    name, number = str(path[0]), path[1]
    row = whole[name][number]
    if not isinstance(row, Mapping):
        return path
    for n, own in enumerate(data.get(name, ())):
        words = IDENTITY[name]
        if isinstance(own, Mapping) and all(own.get(w) == row.get(w) for w in words):
            return (name, n, *path[2:])
    return ("extends",)


def _line(node: yaml.Node | None, path: Sequence[str | int]) -> int:
    """The line of the nearest thing on the way that the text has."""
    if node is None:
        return 0
    line = node.start_mark.line + 1
    for step in path:
        found = _step(node, step)
        if found is None:
            break
        line, node = found
    return line


def _step(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        if step < len(node.value):
            inner = node.value[step]
            return inner.start_mark.line + 1, inner
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    return None
