import django.db.models.deletion
import harborlight.documents.models.settings
import harborlight.firm.ids
import harborlight.firm.vault.case_fields
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
            name="Document",
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
                ("kind", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                (
                    "issued_on",
                    models.DateField(null=True, verbose_name="date on the paper"),
                ),
                (
                    "expires_on",
                    models.DateField(null=True, verbose_name="day on which it expires"),
                ),
                ("good_until", models.DateField(null=True)),
                ("expiry_warned", models.SmallIntegerField(null=True)),
                (
                    "country",
                    models.CharField(
                        blank=True, max_length=2, verbose_name="issuing country"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="language of the paper"
                    ),
                ),
                ("in_english_too", models.BooleanField(default=False)),
                ("tags", models.JSONField(default=list)),
                (
                    "details",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=dict
                    ),
                ),
                ("shared", models.BooleanField(default=False)),
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
            name="Request",
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
                ("kind", models.CharField(max_length=40)),
                ("title", models.JSONField()),
                ("purpose", models.JSONField(default=dict)),
                ("advice", models.JSONField(default=dict)),
                ("example", models.JSONField(default=dict)),
                ("ladder", models.CharField(blank=True, max_length=40)),
                ("applies_when", models.JSONField(null=True)),
                (
                    "need",
                    models.CharField(
                        choices=[
                            ("required", "Required"),
                            ("conditional", "If it applies"),
                            ("optional", "Helps your case"),
                        ],
                        default="required",
                        max_length=12,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("position", models.SmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("cannot_since", models.DateTimeField(null=True)),
                ("cannot_why", models.CharField(blank=True, max_length=1000)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("reminded_on", models.DateField(null=True)),
                ("reminders", models.SmallIntegerField(default=0)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Remark",
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
                    "words",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("from_client", models.BooleanField(default=False)),
                ("internal", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
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
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
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
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.request",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="document",
            name="request",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="documents.request",
            ),
        ),
        migrations.CreateModel(
            name="RoutingRule",
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
                ("position", models.SmallIntegerField()),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("playbook", models.CharField(blank=True, max_length=60)),
                ("paper_language", models.CharField(blank=True, max_length=20)),
                ("client_language", models.CharField(blank=True, max_length=10)),
                ("party", models.CharField(blank=True, max_length=30)),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("person", "One person"),
                            ("seat", "Whoever plays a part on the team of the case"),
                            ("least", "Whoever of a part has the least to look at"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("partner", "Partner"),
                            ("attorney", "Attorney"),
                            ("paralegal", "Paralegal"),
                            ("case manager", "Case manager"),
                            ("intake", "Intake"),
                            ("client services", "Client services"),
                            ("finance", "Finance"),
                            ("practice manager", "Practice manager"),
                            ("firm administrator", "Firm administrator"),
                            ("it", "IT and security"),
                            ("auditor", "Auditor"),
                            ("client", "Client"),
                            ("hr liaison", "HR liaison"),
                            ("outside counsel", "Outside counsel"),
                            ("clock", "Harborlight, on schedule"),
                            ("processor", "Payment processor"),
                            ("operator", "Operator of the server"),
                        ],
                        max_length=20,
                    ),
                ),
                ("added_at", models.DateTimeField()),
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
                (
                    "user",
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
            name="Sample",
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
                ("seed", models.IntegerField()),
                ("drawn_from", models.IntegerField()),
                ("closed_since", models.DateField()),
                ("drawn_at", models.DateTimeField()),
                (
                    "drawn_by",
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="SampledCase",
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
                ("position", models.SmallIntegerField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "In order"),
                            ("wrong", "Something must be put right"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "note",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("checked_at", models.DateTimeField(null=True)),
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
                    "checked_by",
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
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="documents.sample",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Standard",
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
                ("kind", models.CharField(blank=True, max_length=40)),
                ("minutes", models.SmallIntegerField()),
                ("hours", models.SmallIntegerField()),
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
            name="Version",
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
                    "slot",
                    models.CharField(
                        choices=[
                            ("original", "The paper itself"),
                            ("translation", "English translation"),
                            ("certificate", "Translator's certificate"),
                        ],
                        default="original",
                        max_length=11,
                    ),
                ),
                ("with_translation", models.BooleanField(default=False)),
                ("with_certificate", models.BooleanField(default=False)),
                ("from_pieces", models.SmallIntegerField(default=0)),
                ("name", models.CharField(max_length=150)),
                ("kind", models.CharField(max_length=10)),
                ("pages", models.IntegerField(default=1)),
                (
                    "said",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=dict
                    ),
                ),
                ("advice", models.JSONField(default=list)),
                ("notes", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Being checked"),
                            ("received", "Received"),
                            ("accepted", "Accepted"),
                            ("returned", "Please correct"),
                            ("arranged", "Put in order"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=40)),
                (
                    "comment",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("took_seconds", models.IntegerField(null=True)),
                ("took_by_hand", models.BooleanField(default=False)),
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
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="documents.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
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
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
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
            name="Reading",
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
                    "state",
                    models.CharField(
                        choices=[("read", "Read"), ("failed", "Could not be read")],
                        max_length=10,
                    ),
                ),
                ("engines", models.JSONField(default=list)),
                ("languages", models.JSONField(default=list)),
                ("pages", models.IntegerField()),
                ("unread", models.JSONField(default=list)),
                ("why", models.CharField(blank=True, max_length=40)),
                (
                    "zone",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=dict
                    ),
                ),
                ("read_at", models.DateTimeField()),
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
                        db_index=False,
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
                (
                    "searchable",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.storedfile",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reading",
                        to="documents.version",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Piece",
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
                ("position", models.SmallIntegerField()),
                (
                    "name",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("turned", models.SmallIntegerField(default=0)),
                ("cropped", models.JSONField(default=list)),
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
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="documents.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MadeFrom",
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
                ("position", models.SmallIntegerField(default=0)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("split", "Taken out of a file with several papers"),
                            ("joined", "Put together"),
                            ("turned", "Pages turned"),
                            ("redacted", "Redacted copy"),
                        ],
                        max_length=8,
                    ),
                ),
                ("pages", models.JSONField()),
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
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_into",
                        to="documents.version",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_from",
                        to="documents.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Helper",
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
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    "request",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.request",
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
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "because",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=dict
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
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
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.routingrule",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="documents.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Detail",
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
                ("label", models.JSONField()),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("text", "A few words"),
                            ("day", "A date"),
                            ("yes", "A box to tick"),
                        ],
                        default="text",
                        max_length=4,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("is_required", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
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
                    models.Index(fields=["firm", "kind"], name="detail_by_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="NamePattern",
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
                ("playbook", models.CharField(blank=True, max_length=60)),
                ("name", models.CharField(max_length=150)),
                ("folders", models.CharField(blank=True, max_length=200)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("firm", "playbook"), name="one_name_pattern_a_playbook"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperSettings",
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
                    "opens",
                    models.SmallIntegerField(default=9, verbose_name="Work begins at"),
                ),
                (
                    "closes",
                    models.SmallIntegerField(default=17, verbose_name="Work ends at"),
                ),
                (
                    "warn_days",
                    models.JSONField(
                        default=harborlight.documents.models.settings._warns
                    ),
                ),
                ("asks_again", models.BooleanField(default=False)),
                ("reminds", models.BooleanField(default=False)),
                ("remind_after_days", models.SmallIntegerField(default=7)),
                ("remind_every_days", models.SmallIntegerField(default=7)),
                ("remind_most", models.SmallIntegerField(default=3)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("firm",), name="one_paper_settings_a_firm"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes__lte", 24),
                            ("opens__gte", 0),
                            ("opens__lt", models.F("closes")),
                        ),
                        name="paper_settings_work_some_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperTag",
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
                ("code", models.CharField(max_length=40)),
                ("label", models.JSONField()),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("at_upload", models.BooleanField(default=True)),
                ("added_at", models.DateTimeField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("firm", "code"), name="one_tag_a_code"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["case", "position"], name="request_by_case"),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(fields=["case", "written_at"], name="remark_by_case"),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(
                fields=["request", "-written_at"], name="remark_by_request"
            ),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(
                condition=models.Q(("document__isnull", False)),
                fields=["document", "-written_at"],
                name="remark_by_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", True), ("request__isnull", False)),
                    models.Q(
                        ("document__isnull", False),
                        ("internal", True),
                        ("request__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="remark_about_one_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("internal", False), ("from_client", False), _connector="OR"
                ),
                name="no_client_writes_among_the_staff",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "kind"], name="document_by_case"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["request"], name="document_by_request"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("good_until__isnull", False)),
                fields=["firm", "good_until"],
                name="document_expires",
            ),
        ),
        migrations.AddIndex(
            model_name="routingrule",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=["firm", "position"],
                name="routing_rule_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("role", ""), ("target", "person"), ("user__isnull", False)
                    ),
                    models.Q(
                        models.Q(("target", "person"), _negated=True),
                        ("user__isnull", True),
                        models.Q(("role", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="routing_rule_names_its_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledcase",
            constraint=models.UniqueConstraint(
                fields=("sample", "case"), name="one_case_a_sample"
            ),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.UniqueConstraint(
                fields=("firm", "kind"), name="one_standard_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 1), ("minutes__gte", 1)),
                name="standard_expects_something",
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(
                condition=models.Q(("state", "received")),
                fields=["firm", "uploaded_at"],
                name="version_to_review",
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(fields=["case", "-uploaded_at"], name="version_by_case"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("document", "number"), name="version_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="piece_position"
            ),
        ),
        migrations.AddIndex(
            model_name="madefrom",
            index=models.Index(fields=["source"], name="made_by_source"),
        ),
        migrations.AddConstraint(
            model_name="madefrom",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="made_from_position"
            ),
        ),
        migrations.AddIndex(
            model_name="helper",
            index=models.Index(fields=["request", "made_at"], name="helper_by_request"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["user", "version"],
                name="assignment_by_user",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["case", "given_at"], name="assignment_by_case"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("version",),
                name="one_reviewer_a_version",
            ),
        ),
    ]
