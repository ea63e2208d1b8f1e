"""Reads from an XFA template how its designer spaced the lines of each text box."""

import re

from harborlight.papers.boxes import Spacing

_FIELD = re.compile(r'<field\b[^>]*?\bname="([^"]{1,200})"')
_CAPTION = re.compile(r"<caption\b.*?</caption", re.DOTALL)
_PARA = re.compile(r"<para\b([^>]*)>")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|mm|cm|in)")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}


def spacings(template: str) -> dict[str, Spacing]:
    """The spacing of each field of a template, by its plain name.

    A name used twice with different spacings is left out: better the usual spacing
    than another box's.
    """
    found: dict[str, set[Spacing]] = {}
    starts = list(_FIELD.finditer(template))
    ends = [*(match.start() for match in starts[1:]), len(template)]
    for match, end in zip(starts, ends, strict=False):
        whole = template[match.end() : end]
        body = _CAPTION.sub("", whole.partition("</field")[0])
        para = _PARA.search(body)
        if para:
            found.setdefault(match[1], set()).add(_spacing(para[1]))
    return {name: said.pop() for name, said in found.items() if len(said) == 1}


def _spacing(para: str) -> Spacing:
    said = dict(re.findall(r'(\w+)="([^"]*)"', para))
    return Spacing(
        line=_points(said.get("lineHeight", "")),
        above=_points(said.get("spaceAbove", "")),
        middle=said.get("vAlign") == "middle",
    )


def _points(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0
