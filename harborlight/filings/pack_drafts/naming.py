"""Full field names as a pack writes them: what every page shares stands in its head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from harborlight.papers.boxes import Box

SUFFIX = "[0]"


@dataclass
class Names:
    """prefix: with {} for the page from 0 or {page} from 1; others: pages that differ."""

    prefix: str = ""
    suffix: str = SUFFIX
    others: dict[int, str] = field(default_factory=dict)

    def of_page(self, page: int) -> str:
        """How the names of a page begin."""
        if page in self.others:
            return self.others[page]
        return self.prefix.replace("{page}", str(page)).replace("{}", str(page - 1))

    def short(self, box: Box, page: int | None = None) -> str:
        """The box's name under the heading of its page; "=..." where it does not fit."""
        begins = self.of_page(page or box.page)
        if not box.name.startswith(begins):
            return f"={box.name}"
        name = box.name.removeprefix(begins)
        if not self.suffix:
            return name
        if name.endswith(self.suffix) and not name.removesuffix(self.suffix).endswith(
            "]"
        ):
            return name.removesuffix(self.suffix)
        return name if name.endswith("]") else f"={box.name}"


def names_of(boxes: Sequence[Box]) -> Names:
    """What the names of most boxes of each page begin with."""
    usual = {page: _usual(boxes, page) for page in sorted({box.page for box in boxes})}
    patterns = Counter(
        pattern for page, begins in usual.items() for pattern in _patterns(page, begins)
    )
    if not patterns:
        return Names()
    indexed = sum(box.name.endswith(SUFFIX) for box in boxes)
    suffix = SUFFIX if indexed * 2 > len(boxes) else ""
    names = Names(patterns.most_common(1)[0][0], suffix)
    names.others = {
        page: begins for page, begins in usual.items() if names.of_page(page) != begins
    }
    return names


def _usual(boxes: Sequence[Box], page: int) -> str:
    parents = Counter(_parent(box.name) for box in boxes if box.page == page)
    return parents.most_common(1)[0][0]


def _parent(name: str) -> str:
    pieces = re.split(r"(?<!\\)\.", name)[:-1]
    return ".".join(pieces) + "." if pieces else ""


def _patterns(page: int, begins: str) -> list[str]:
    """The ways in which the page's number may stand in the name."""
    ways = [re.sub(rf"\[{page - 1}\](?=\.$)", "[{}]", begins)]
    ways.append(re.sub(rf"(?<=[A-Za-z]){page}(?=\[)", "{page}", begins))
    changed = [way for way in ways if way != begins]
    return changed or [begins]


def barcode_pattern(boxes: Sequence[Box], pages: int) -> str | list[str]:
    """The bar codes' names as one pattern for all pages, or written out; "" for none."""
    names = [(box.page, box.name) for box in boxes if box.kind == "barcode"]
    for page, name in names[:1]:
        for way in _one_index(name, page):
            fits = all(one == way.replace("{}", str(at - 1)) for at, one in names)
            if fits and len(names) == pages:
                return way
    return [name for _, name in names] or ""


def _one_index(name: str, page: int) -> list[str]:
    """The name with one of its indices replaced by the page's."""
    found = re.finditer(rf"\[{page - 1}\]", name)
    return [f"{name[: one.start()]}[{{}}]{name[one.end() :]}" for one in found]
