from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.documents.kinds import FILED_KINDS
from harborlight.documents.models import Document, Version
from harborlight.firm.models import FirmRecord, StoredFile, User
from harborlight.firm.vault.case_fields import CaseJSON, CaseText


class Packet(CaseRecord):
    """Exhibits in order, for one place that they go to."""

    class Purpose(models.TextChoices):
        FILING = "filing", _("Goes with a filing")
        RESPONSE = "response", _("Answers a request for evidence")
        OTHER = "other", _("Something else")

    class Numbering(models.TextChoices):
        LETTERS = "letters", _("Exhibit A, B, C")
        NUMBERS = "numbers", _("Exhibit 1, 2, 3")

    name = CaseText()
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    # A place of law/destinations.yaml.
    destination = models.CharField(max_length=40)
    numbering = models.CharField(
        max_length=7, choices=Numbering.choices, default=Numbering.LETTERS
    )
    # The notice that asked for evidence, where it is an answer; and the last day for it.
    notice = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    # When something in it was changed last: what was built before is of yesterday.
    changed_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "-made_at"], name="packet_by_case")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Exhibit(CaseRecord):
    """A paper (one version of it) or a form in a packet, and which of its pages."""

    packet = models.ForeignKey(
        Packet, models.PROTECT, related_name="exhibits", db_index=False
    )
    position = models.IntegerField()
    title = CaseText()
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="+", db_index=False
    )
    # A form that was filled here, and its id in the filings.
    form = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    form_id_there = models.UUIDField(null=True)
    form_pages = models.SmallIntegerField(default=0)
    # What it is, where that is not the kind of its paper ("discretion"): a rule that wants
    # such an exhibit finds it by this, whatever its title says.
    kind = models.CharField(max_length=40, blank=True)
    # What the sheet before it says of it, beneath its title; it may have several lines.
    text = CaseText()
    # Which pages, counted from 1; empty: all of them.
    pages = models.JSONField(default=list)
    # It stands before the exhibits, without letter or stamp: a form, a cover letter.
    is_front = models.BooleanField(default=False)
    # It belongs to the exhibit before it: a translation to its original.
    joins = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, form__isnull=True)
                | Q(version__isnull=True, form__isnull=False),
                name="exhibit_is_paper_or_form",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["packet", "position"], name="exhibit_by_packet"),
            models.Index(fields=["version"], name="exhibit_by_version"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def what(self) -> str:
        """The kind of exhibit that it is: as somebody said, else as its paper is."""
        return self.kind or (self.version.document.kind if self.version else "")

    @property
    def kind_called(self) -> str:
        """The kind that somebody said, in words."""
        words = dict(FILED_KINDS).get(self.kind)
        return str(words) if words else self.kind.capitalize()

    @property
    def count(self) -> int:
        """How many pages it brings."""
        if self.pages:
            return len(self.pages)
        return self.version.pages if self.version else self.form_pages

    @property
    def file(self) -> StoredFile:
        held = self.version.file if self.version else self.form
        assert held is not None
        return held


class Wanted(CaseRecord):
    """A piece of evidence that must be in the packet, and the exhibit that is it."""

    packet = models.ForeignKey(
        Packet, models.PROTECT, related_name="wanted", db_index=False
    )
    position = models.IntegerField()
    text = CaseText()
    is_required = models.BooleanField(default=True)
    exhibit = models.ForeignKey(
        Exhibit, models.SET_NULL, null=True, related_name="answers"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["packet", "position"], name="wanted_by_packet")
        ]

    def __str__(self) -> str:
        return str(self.text)


class Build(CaseRecord):
    """One building of a packet: asked for, and then done, or not done and why."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being built")
        DONE = "done", _("Built")
        FAILED = "failed", _("Not built")

    packet = models.ForeignKey(
        Packet, models.PROTECT, related_name="builds", db_index=False
    )
    number = models.SmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The moment as of which the exhibits were read, and when it was done.
    as_of = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Why it was not built: a code of papers.packet_types.SENTENCES, its numbers, and the
    # title of the exhibit at fault.
    why = models.CharField(max_length=40, blank=True)
    why_numbers = models.JSONField(default=dict)
    why_exhibit = CaseText()
    # Where every page comes from (packets/manifest.py).
    manifest = CaseJSON()
    pages = models.IntegerField(default=0)
    certified_at = models.DateTimeField(null=True)
    certified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    certified_words = CaseText()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["packet", "number"], name="build_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Part(CaseRecord):
    """One file of a packet that was built."""

    build = models.ForeignKey(
        Build, models.PROTECT, related_name="parts", db_index=False
    )
    number = models.SmallIntegerField()
    name = CaseText()
    # None: a later building replaced it, and nobody had certified or sent it.
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    length = models.BigIntegerField()
    pages = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["build", "number"], name="part_number")
        ]

    def __str__(self) -> str:
        return str(self.name)


# What stands as found where the worker could not bring a comparison to an end.
GIVEN_UP = {"given_up": True}


class Comparison(CaseRecord):
    """What came of comparing a packet, page by page, with what was built."""

    build = models.ForeignKey(
        Build, models.PROTECT, related_name="comparisons", db_index=False
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    # Running numbers of pages that differ or are missing; sources whose bytes differ;
    # {}: all is equal. None: not known yet, or the case was erased.
    found = CaseJSON()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["build", "-asked_at"], name="comparison_by_build")
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def is_equal(self) -> bool:
        return self.finished_at is not None and self.found == {}


class ExhibitSet(FirmRecord):
    """Exhibits that the firm sends again and again, in their order."""

    name = models.CharField(max_length=120)
    # [{"title": in English, "kinds": [kinds of paper; the first is the exhibit's own],
    # "is_required": bool,
    # "paragraph": key of a Paragraph or ""}]
    entries = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "name"], name="exhibit_set_by_name")
        ]

    def __str__(self) -> str:
        return self.name


class Paragraph(FirmRecord):
    """Words that the firm says again and again of its exhibits, with places for names."""

    name = models.CharField(max_length=120)
    # In English, for the government reads it; {client} and the like: paragraphs.PLACES.
    text = models.TextField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "name"], name="paragraph_by_name")
        ]

    def __str__(self) -> str:
        return self.name
