import django.db.models.deletion
import harborlight.firm.ids
import harborlight.firm.vault.case_fields
import harborlight.firm.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("firm", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
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
                ("group", models.CharField(max_length=60)),
                ("position", models.SmallIntegerField()),
                ("removed_at", models.DateTimeField(null=True)),
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Explanation",
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
                ("topic", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=30)),
                (
                    "words",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("said_at", models.DateTimeField()),
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
                    "said_by",
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
            name="Fact",
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
                ("subject", models.CharField(max_length=36)),
                ("name", models.CharField(max_length=80)),
                ("slot", models.CharField(blank=True, max_length=36)),
                ("plain", models.TextField(blank=True)),
                (
                    "secret",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                (
                    "lookup",
                    harborlight.firm.vault.fields.Lookup(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=64,
                        of="secret",
                    ),
                ),
                ("folded", models.TextField(null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("answer", "Answered"),
                            ("helper", "Written by a helper"),
                            ("staff", "Entered by staff"),
                            ("page", "Read from a page"),
                            ("import", "Imported"),
                            ("case", "Known to the firm already"),
                            ("form", "Entered from a form"),
                        ],
                        max_length=10,
                    ),
                ),
                ("source_id", models.UUIDField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                ("stood", models.BooleanField(default=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
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
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="facts.entry",
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Brought",
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
                    "file_name",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                (
                    "rows",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("begun", models.JSONField(default=dict)),
                ("brought_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
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
                    models.Index(fields=["case", "brought_at"], name="brought_by_case")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["case", "group", "position"], name="entry_by_case"
            ),
        ),
        migrations.AddIndex(
            model_name="explanation",
            index=models.Index(fields=["case", "topic"], name="explanation_by_topic"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(("lookup", ""), _negated=True),
                fields=["firm", "lookup"],
                name="fact_lookup",
            ),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(
                    ("folded__isnull", False), ("replaced_at__isnull", True)
                ),
                fields=["firm", "folded"],
                name="fact_whole_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("case", "subject", "name", "slot"),
                name="one_current_fact",
            ),
        ),
    ]
