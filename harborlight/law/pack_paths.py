"""Which facts a pack needs: for questions, for provenance, for the tests of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harborlight.law.pack_conditions import Condition, paths_of
from harborlight.law.pack_tell import TELL
from harborlight.law.pack_types import (
    Choice,
    EntryView,
    More,
    Pack,
    TextBox,
    Value,
)
from harborlight.law.pack_values import ADDRESS_LINE


def fact_paths(pack: Pack, client: str = "") -> frozenset[str]:
    """Every fact that the pack can look at: "petitioner.addresses[].street".

    client: whose form it is, where it may be of several; "" for all of them.
    """
    return frozenset(
        real for path in _all_paths(pack) for real in real_paths(pack, path, client)
    )


def signature_paths(pack: Pack, client: str = "") -> frozenset[str]:
    """The facts that decide who signs. client: as in `fact_paths`."""
    return frozenset(
        real
        for one in pack.signatures
        for path in paths_of(one.when)
        for real in real_paths(pack, path, client)
    )


def required_paths(pack: Pack) -> frozenset[str]:
    """The facts that boxes marked required need, whatever the condition."""
    rows: tuple[TextBox | Choice | More, ...] = (*pack.texts, *pack.choices, *pack.more)
    values = [row.value for row in rows if row.required]
    return frozenset(
        real
        for value in values
        for path in _value_paths(pack, value)
        for real in real_paths(pack, path)
    )


def real_paths(pack: Pack, path: str, client: str = "") -> Iterator[str]:
    """A pack's path as catalogue paths: its own names replaced by what they stand for.

    client: whose form it is; "" for everybody whose it may be.
    """
    head, _, rest = path.partition(".")
    if head in pack.entries:
        for base in _bases(pack, pack.entries[head]):
            whole = f"{base}.{rest}" if rest else base.removesuffix("[]")
            yield from real_paths(pack, whole, client)
    elif head == "client" and rest:
        clients = (client,) if client else pack.clients
        yield from (f"{party}.{rest}" for party in clients)
    elif path != "client":
        yield path


def _bases(pack: Pack, entry: EntryView) -> Iterator[str]:
    for choice in entry.choices:
        yield f"{pack.lists[choice.use].group}[]" if choice.slot else choice.use


def _all_paths(pack: Pack) -> Iterator[str]:
    rows: tuple[TextBox | Choice | More, ...] = (*pack.texts, *pack.choices, *pack.more)
    for row in rows:
        yield from _value_paths(pack, row.value)
    for condition in _conditions(pack):
        yield from paths_of(condition)
    yield from _list_paths(pack)


def _conditions(pack: Pack) -> Iterator[Condition | None]:
    yield from (row.when for row in pack.texts)
    yield from (row.na for row in pack.texts)
    yield from (row.when for row in pack.choices)
    yield from (row.when for row in pack.more)
    yield from (one.when for one in pack.signatures)
    yield from (one.when for one in pack.reminders)
    boxes: tuple[TextBox | Choice | More, ...] = (
        *pack.texts,
        *pack.choices,
        *pack.more,
    )
    for box in boxes:
        if isinstance(box.required, Condition):
            yield box.required


def _list_paths(pack: Pack) -> Iterator[str]:
    for entry in pack.entries.values():
        for choice in entry.choices:
            yield from paths_of(choice.when)
    for view in pack.lists.values():
        yield view.group
        yield from filter(None, (view.since,))
        yield from paths_of(view.when)
        told = [value for _, value in TELL[view.tell]] if view.more else []
        asked = (path for value in told for path in _value_paths(pack, value))
        for path in (*asked, *paths_of(view.where)):
            yield f"{view.group}[].{path.removeprefix('it.')}"


def _value_paths(pack: Pack, value: Value) -> Iterator[str]:
    yield from paths_of(value.when)
    for part in value.parts:
        yield from _value_paths(pack, part)
    if value.kind == "address":
        yield from _parts_of(
            value.path, (path for one in ADDRESS_LINE for path in _of(one))
        )
    elif value.kind == "name":
        yield from _parts_of(value.path, ("given", "middle", "family"))
    elif value.path in pack.lists:
        group = pack.lists[value.path].group
        yield f"{group}[].{value.text}" if value.kind == "total" else group
    elif value.path:
        yield value.path


def _parts_of(path: str, parts: Iterable[str]) -> Iterator[str]:
    yield from (f"{path}.{part}" for part in parts)


def _of(value: Value) -> Iterator[str]:
    if value.path:
        yield value.path
    for part in value.parts:
        yield from _of(part)
