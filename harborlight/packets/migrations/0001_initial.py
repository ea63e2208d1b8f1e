import django.db.models.deletion
import harborlight.firm.ids
import harborlight.firm.vault.case_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("documents", "0001_initial"),
        ("firm", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Packet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "name",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("filing", "Goes with a filing"),
                            ("response", "Answers a request for evidence"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                    ),
                ),
                ("destination", models.CharField(max_length=40)),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("letters", "Exhibit A, B, C"),
                            ("numbers", "Exhibit 1, 2, 3"),
                        ],
                        default="letters",
                        max_length=7,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("sent_on", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Exhibit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.IntegerField()),
                (
                    "title",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("form_id_there", models.UUIDField(null=True)),
                ("form_pages", models.SmallIntegerField(default=0)),
                (
                    "text",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("pages", models.JSONField(default=list)),
                ("is_front", models.BooleanField(default=False)),
                ("joins", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.storedfile",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
                    ),
                ),
                (
                    "packet",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exhibits",
                        to="packets.packet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Build",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.SmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being built"),
                            ("done", "Built"),
                            ("failed", "Not built"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("as_of", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=40)),
                ("why_numbers", models.JSONField(default=dict)),
                (
                    "why_exhibit",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                (
                    "manifest",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=None
                    ),
                ),
                ("pages", models.IntegerField(default=0)),
                ("certified_at", models.DateTimeField(null=True)),
                (
                    "certified_words",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "certified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "packet",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="builds",
                        to="packets.packet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.SmallIntegerField()),
                (
                    "name",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("length", models.BigIntegerField()),
                ("pages", models.IntegerField()),
                (
                    "build",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="packets.build",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.storedfile",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wanted",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.IntegerField()),
                (
                    "text",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("is_required", models.BooleanField(default=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="packets.exhibit",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "packet",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wanted",
                        to="packets.packet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "found",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=None
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "build",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparisons",
                        to="packets.build",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["build", "-asked_at"], name="comparison_by_build"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExhibitSet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=harborlight.firm.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("entries", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["firm", "name"], name="exhibit_set_by_name")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="packet",
            index=models.Index(fields=["case", "-made_at"], name="packet_by_case"),
        ),
        migrations.AddIndex(
            model_name="exhibit",
            index=models.Index(fields=["packet", "position"], name="exhibit_by_packet"),
        ),
        migrations.AddIndex(
            model_name="exhibit",
            index=models.Index(fields=["version"], name="exhibit_by_version"),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form__isnull", True), ("version__isnull", False)),
                    models.Q(("form__isnull", False), ("version__isnull", True)),
                    _connector="OR",
                ),
                name="exhibit_is_paper_or_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="build",
            constraint=models.UniqueConstraint(
                fields=("packet", "number"), name="build_number"
            ),
        ),
        migrations.AddIndex(
            model_name="paragraph",
            index=models.Index(fields=["firm", "name"], name="paragraph_by_name"),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(
                fields=("build", "number"), name="part_number"
            ),
        ),
        migrations.AddIndex(
            model_name="wanted",
            index=models.Index(fields=["packet", "position"], name="wanted_by_packet"),
        ),
    ]
