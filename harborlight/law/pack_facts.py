"""Reading the facts of a case by the paths and names that a pack uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from harborlight.law.pack_conditions import (
    NOWHERE,
    Condition,
    holds,
    undecided,
)
from harborlight.law.pack_lists import Arranged, Entry, arranged, latest
from harborlight.law.pack_types import EntryView, ListView, Pack

# {"petitioner": {"name": {"family": ...}, "addresses": [{"street": ...}, ...]}, ...}
Facts = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Found:
    """A fact's value (None when there is none) and its own path from the subject on.

    is_nowhere: it would stand in an entry that nobody gave; nobody is asked for it.
    """

    value: object
    path: str
    is_nowhere: bool = False


class Root(NamedTuple):
    """Where a path begins: the node, its own path, and the question to answer first.

    asks: what is not answered and decides which entry this is; nothing else is asked of
    it until then.
    """

    node: object
    base: str
    asks: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """The facts of one case, seen through one pack on one day.

    `client` is whom the word "client" in the pack means; `it` is the entry at hand while
    an entry of a list is told, with its path.
    """

    pack: Pack
    facts: Facts
    on: date
    client: str = ""
    it: Entry | None = None
    it_path: str = ""
    # Each list is put in order once, however many boxes ask for its entries.
    in_order: dict[str, Arranged] = field(default_factory=dict, compare=False)

    def read(self, path: str) -> object:
        """The value at a path, or None."""
        return self.find(path).value

    def find(self, path: str) -> Found:
        """The value at a path, and where it is really stored.

        The bare path "client" gives the client's own role: petitioner or beneficiary.
        """
        if path == "client":
            return Found(self.client or None, path)
        head, _, rest = path.partition(".")
        node, base, asks = self._root(head)
        if asks:
            return Found(None, asks)
        is_nowhere = node is None and base.endswith("]")
        for name in filter(None, rest.split(".")):
            node = node.get(name) if isinstance(node, Mapping) else None
        return Found(node, f"{base}.{rest}" if rest else base, is_nowhere)

    def undecided(self, condition: Condition | None) -> tuple[str, ...]:
        """Where the answers are asked for that decide whether the condition holds."""
        found = [self.find(path) for path in undecided(condition, self._decided)]
        return tuple(dict.fromkeys(one.path for one in found))

    def _decided(self, path: str) -> object:
        """As `read`; of an entry that nobody gave it is sure that nothing is so."""
        found = self.find(path)
        return NOWHERE if found.is_nowhere else found.value

    def at(self, entry: Entry, path: str) -> CaseFacts:
        """The same facts with this entry as `it`."""
        return replace(self, it=entry, it_path=path)

    def arranged(self, name: str) -> Arranged:
        """The entries of one of the pack's lists."""
        if name not in self.in_order:
            view = self.pack.lists[name]
            self.in_order[name] = arranged(
                view,
                self._entries(view),
                on=self.on,
                elsewhere=self._shown_in(view),
                since=latest(self.read(view.since)) if view.since else None,
            )
        return self.in_order[name]

    def _root(self, head: str) -> Root:
        if head == "it":
            return Root(self.it, self.it_path)
        if head in self.pack.entries:
            return self._entry(self.pack.entries[head])
        subject = self.client if head == "client" else head
        return Root(self.facts.get(subject), subject)

    def _entry(self, view: EntryView) -> Root:
        for choice in view.choices:
            if asks := self.undecided(choice.when):
                return Root(None, choice.use, asks[0])
            if not holds(choice.when, self.read):
                continue
            if choice.slot:
                return self._slot(choice.use, choice.slot)
            found = self.find(self._whose(choice.use))
            return Root(found.value, found.path)
        return Root(None, self._whose(view.choices[-1].use))

    def _whose(self, use: str) -> str:
        """The person whom the bare word "client" stands for."""
        return self.client if use == "client" else use

    def _slot(self, name: str, slot: int) -> Root:
        view, shown = self.pack.lists[name], self.arranged(name).shown
        group = self.find(view.group)
        if slot > len(shown):
            stored = len(group.value) if isinstance(group.value, list) else 0
            return Root(None, f"{group.path}[{stored}]")
        listed = shown[slot - 1]
        asks, here = listed.perhaps, f"{group.path}[{listed.index}]"
        return Root(listed.entry, here, asks and group.path + asks)

    def _entries(self, view: ListView) -> Sequence[Entry]:
        if not holds(view.when, self.read):
            return []
        value = self.read(view.group)
        return value if isinstance(value, list) else []

    def _shown_in(self, view: ListView) -> frozenset[int]:
        """Entries that the form shows already in the slots of another list."""
        if not view.unless_shown_in:
            return frozenset()
        other = self.pack.lists[view.unless_shown_in]
        shown = self.arranged(view.unless_shown_in).shown[: other.slots]
        return frozenset(row.index for row in shown if row.entry is not None)
