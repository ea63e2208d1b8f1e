"""Rows as plain values, made by the thousand: a model's columns without its machinery."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import NOT_PROVIDED, BinaryField, Field, ForeignKey, Model

from harborlight.billing.models import Invoice, Line, Payment, Receipt
from harborlight.cases.models import (
    Case,
    Milestone,
    Party,
    TeamMember,
    TimelineEntry,
    Wall,
)
from harborlight.deadlines.models import Deadline
from harborlight.documents.models import Document, Request, Version
from harborlight.facts.models import Entry as FactEntry
from harborlight.facts.models import Fact
from harborlight.filings.models import Filing, FilledForm, NeededForm, Signing
from harborlight.firm.ids import new_id
from harborlight.firm.models import CaseKey, Membership, Notice, StoredFile, User
from harborlight.people.models import ConflictCheck, Invitation, Person
from harborlight.questionnaires.models import Sent
from harborlight.trust.models import Account, Entry, Journal

# In the order in which their foreign keys allow them to be written.
WRITTEN: tuple[type[Model], ...] = (
    *(User, Membership, Person, ConflictCheck, Case, CaseKey, Party, TeamMember),
    *(Wall, Invitation, Sent, FactEntry, Fact, Request, Document, StoredFile, Version),
    *(Filing, NeededForm, FilledForm, Signing, Milestone, TimelineEntry, Deadline),
    *(Invoice, Line, Payment, Receipt, Account, Journal, Entry, Notice),
)


class Row(dict[str, Any]):
    """One row, column by column in the order of its table; foreign keys as `case_id`."""

    __slots__ = ("sheet",)
    sheet: Sheet

    @property
    def id(self) -> Any:
        return self["id"]


class Sheet:
    """One model's table: its columns, and what a new row holds before it is filled."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.table = model._meta.db_table
        self.label = model._meta.label_lower
        self.name = str(model._meta.model_name)
        self.fields: list[Field[Any, Any]] = [*model._meta.concrete_fields]
        self.columns = [str(field.column) for field in self.fields]
        self.blank = {field.attname: _blank(field) for field in self.fields}
        never_logged: frozenset[str] = getattr(model, "never_logged", frozenset())
        self.logged = [
            (f.attname, f.name in never_logged or isinstance(f, BinaryField))
            for f in self.fields
            if f.attname not in ("id", "firm_id")
        ]

    def new(self, **values: Any) -> Row:
        row = Row(self.blank)
        row.sheet = self
        row["id"] = new_id()
        row.update(values)
        return row

    def case_of(self, row: Row) -> Any:
        """The case that an event about this row belongs to."""
        return row["id"] if self.model is Case else row.get("case_id")

    def said(self, row: Row) -> Iterable[tuple[str, str]]:
        """Every column as the log of events has it (firm.acting.values_of)."""
        for name, hidden in self.logged:
            value = row[name]
            yield name, ("hidden" if value else "") if hidden else str(value)


def _blank(field: Field[Any, Any]) -> Any:
    if field.default is not NOT_PROVIDED and not callable(field.default):
        return field.default
    if field.default in (dict, list):
        return field.default()
    if field.null or isinstance(field, ForeignKey):
        return None
    return "" if field.empty_strings_allowed else None


@cache
def sheet(model: type[Model]) -> Sheet:
    return Sheet(model)
