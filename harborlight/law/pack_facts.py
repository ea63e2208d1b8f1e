"""Reading the facts of a case by the paths and names that a pack uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from harborlight.law.pack_conditions import holds
from harborlight.law.pack_lists import Arranged, Entry, arranged
from harborlight.law.pack_types import EntryView, ListView, Pack

# {"petitioner": {"name": {"family": ...}, "addresses": [{"street": ...}, ...]}, ...}
Facts = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Found:
    """A fact's value (None when there is none) and its own path from the subject on."""

    value: object
    path: str


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
        node, base = self._root(head)
        for name in filter(None, rest.split(".")):
            node = node.get(name) if isinstance(node, Mapping) else None
        return Found(node, f"{base}.{rest}" if rest else base)

    def at(self, entry: Entry, path: str) -> CaseFacts:
        """The same facts with this entry as `it`."""
        return replace(self, it=entry, it_path=path)

    def arranged(self, name: str) -> Arranged:
        """The entries of one of the pack's lists."""
        if name not in self.in_order:
            view = self.pack.lists[name]
            self.in_order[name] = arranged(
                view, self._entries(view), on=self.on, elsewhere=self._shown_in(view)
            )
        return self.in_order[name]

    def _root(self, head: str) -> tuple[object, str]:
        if head == "it":
            return self.it, self.it_path
        if head in self.pack.entries:
            return self._entry(self.pack.entries[head])
        subject = self.client if head == "client" else head
        return self.facts.get(subject), subject

    def _entry(self, view: EntryView) -> tuple[object, str]:
        for choice in view.choices:
            if not holds(choice.when, self.read):
                continue
            if choice.slot:
                return self._slot(choice.use, choice.slot)
            found = self.find(choice.use)
            return found.value, found.path
        return None, view.choices[-1].use

    def _slot(self, name: str, slot: int) -> tuple[Entry | None, str]:
        view, shown = self.pack.lists[name], self.arranged(name).shown
        group = self.find(view.group)
        if slot > len(shown):
            stored = len(group.value) if isinstance(group.value, list) else 0
            return None, f"{group.path}[{stored}]"
        listed = shown[slot - 1]
        return listed.entry, f"{group.path}[{listed.index}]"

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
