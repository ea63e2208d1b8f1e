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
        ("packets", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Filing",
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
                ("planned_at", models.DateTimeField()),
                ("chase_days", models.SmallIntegerField(default=30)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "Being prepared"),
                            ("sent", "Sent, not accepted yet"),
                            ("delivered", "Delivered, not accepted yet"),
                            ("accepted", "Accepted: receipt number given"),
                            ("rejected", "Rejected: it came back without a receipt"),
                        ],
                        default="preparing",
                        max_length=12,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("paper", "On paper, by courier or mail"),
                            ("online", "Online, in the agency's own account"),
                        ],
                        default="paper",
                        max_length=8,
                    ),
                ),
                (
                    "carrier",
                    models.CharField(
                        choices=[
                            ("courier", "By courier"),
                            ("mail", "By the postal service"),
                        ],
                        default="courier",
                        max_length=8,
                    ),
                ),
                ("paid_by", models.CharField(blank=True, max_length=30)),
                (
                    "paid_from",
                    models.CharField(
                        choices=[
                            (
                                "trust",
                                "From what the client paid into the trust account",
                            ),
                            ("client", "By the client: their own card or bank account"),
                            (
                                "nobody",
                                "Nobody's: a fee waiver is asked for (Form I-912)",
                            ),
                        ],
                        default="trust",
                        max_length=8,
                    ),
                ),
                ("prepared_at", models.DateTimeField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("tracking", models.CharField(blank=True, max_length=60)),
                ("delivered_on", models.DateField(null=True)),
                ("rejected_on", models.DateField(null=True)),
                ("rejected_why", models.CharField(blank=True, max_length=300)),
                ("receipt_number", models.CharField(blank=True, max_length=18)),
                ("receipt_on", models.DateField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("looked", models.CharField(blank=True, max_length=300)),
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
                    "looked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt_notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
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
                (
                    "within",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared",
                        to="filings.filing",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Certificate",
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
                ("on", models.DateField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "content",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=None
                    ),
                ),
                ("alone", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
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
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="filings.filing",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilledForm",
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
                ("form", models.CharField(max_length=40)),
                ("concerns", models.CharField(blank=True, max_length=40)),
                ("edition", models.DateField()),
                ("blank_sha256", models.CharField(max_length=64)),
                ("pages", models.SmallIntegerField()),
                ("signers", models.JSONField(default=list)),
                ("spared", models.JSONField(default=list)),
                ("missing", models.JSONField(default=list)),
                ("continued", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("house", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "To be checked"),
                            ("sent back", "Sent back"),
                            ("approved", "Approved"),
                            ("replaced", "Replaced by a later one"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("alone", models.BooleanField(default=False)),
                ("comment", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField(null=True)),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "prepared_by",
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
            name="FilledBoxes",
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
                    "boxes",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=list
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
                    "filled",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written",
                        to="filings.filledform",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
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
                ("key", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=30)),
                (
                    "words",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("lifts", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
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
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="filings.filing",
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
            name="NeededForm",
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
                ("form", models.CharField(max_length=40)),
                ("client", models.CharField(blank=True, max_length=30)),
                ("concerns", models.CharField(blank=True, max_length=40)),
                ("circumstance", models.CharField(blank=True, max_length=60)),
                ("position", models.SmallIntegerField(default=0)),
                ("pays_law", models.CharField(blank=True, max_length=20)),
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
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="filings.filing",
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
                    "pays",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="filings.neededform",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormOutcome",
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
                ("on", models.DateField()),
                ("number", models.CharField(blank=True, max_length=18)),
                ("rejected_why", models.CharField(blank=True, max_length=300)),
                ("returned_cents", models.BigIntegerField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "again",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="filings.filing",
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
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="filings.filing",
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
                        to="documents.version",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "needed",
                    models.OneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="filings.neededform",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="filledform",
            name="needed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="filled",
                to="filings.neededform",
            ),
        ),
        migrations.CreateModel(
            name="FilingPacket",
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packets",
                        to="filings.filing",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="packets.packet",
                    ),
                ),
                (
                    "needed",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="filings.neededform",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PaymentForm",
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
                ("law", models.CharField(blank=True, max_length=20)),
                ("cents", models.BigIntegerField()),
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
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="filings.filing",
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
                    "needed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="filings.neededform",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signing",
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
                ("read_at", models.DateTimeField(null=True)),
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
                    "filled",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signings",
                        to="filings.filledform",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
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
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TypedOver",
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
                ("edition", models.DateField()),
                ("box", models.CharField(max_length=200)),
                ("item", models.CharField(max_length=120)),
                (
                    "value",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("ticked", models.BooleanField(null=True)),
                (
                    "reason",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                (
                    "instead",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("typed_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
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
                    "lifted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "needed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="typed_over",
                        to="filings.neededform",
                    ),
                ),
                (
                    "typed_by",
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
            name="TypedPage",
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
                ("sheet", models.CharField(max_length=40)),
                ("part", models.CharField(max_length=30)),
                ("page", models.CharField(max_length=40)),
                (
                    "lines",
                    harborlight.firm.vault.case_fields.CaseJSON(
                        blank=True, default=b"", empty=dict
                    ),
                ),
                ("typed_at", models.DateTimeField()),
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
                    "typed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(fields=["case"], name="filing_by_case"),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("receipt_number", ""), _negated=True),
                fields=("firm", "receipt_number"),
                name="receipt_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                fields=("filing", "number"), name="certificate_number"
            ),
        ),
        migrations.AddIndex(
            model_name="findinganswer",
            index=models.Index(fields=["filing", "key"], name="answer_by_finding"),
        ),
        migrations.AddConstraint(
            model_name="neededform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pays__isnull", True)),
                fields=("filing", "form", "client", "concerns"),
                name="one_form_a_filing_and_client",
            ),
        ),
        migrations.AddConstraint(
            model_name="neededform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pays__isnull", False)),
                fields=("pays", "pays_law"),
                name="one_payment_form_a_needed",
            ),
        ),
        migrations.AddConstraint(
            model_name="formoutcome",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("firm", "number"),
                name="form_receipt_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="formoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number", ""), models.Q(("rejected_why", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("number", ""), _negated=True), ("rejected_why", "")
                    ),
                    _connector="OR",
                ),
                name="accepted_or_rejected",
            ),
        ),
        migrations.AddIndex(
            model_name="filledform",
            index=models.Index(
                condition=models.Q(("state", "prepared")),
                fields=["firm", "prepared_at"],
                name="form_to_check",
            ),
        ),
        migrations.AddIndex(
            model_name="filledform",
            index=models.Index(
                condition=models.Q(("changed_at__isnull", False)),
                fields=["firm", "changed_at"],
                name="form_changed_since_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="filledform",
            constraint=models.UniqueConstraint(
                fields=("needed", "number"), name="filled_form_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="filledform",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["prepared", "sent back", "approved"])
                ),
                fields=("needed",),
                name="one_filled_form_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentform",
            constraint=models.UniqueConstraint(
                fields=("needed", "law"), name="one_payment_form_a_fee"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentform",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gte", 0)), name="payment_form_is_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="signing",
            constraint=models.UniqueConstraint(
                fields=("filled", "party"), name="one_signing_a_party"
            ),
        ),
        migrations.AddConstraint(
            model_name="typedover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("needed", "edition", "box"),
                name="one_typed_over_a_box",
            ),
        ),
        migrations.AddConstraint(
            model_name="typedpage",
            constraint=models.UniqueConstraint(
                fields=("case", "sheet", "part", "page"), name="page_typed_once"
            ),
        ),
        migrations.CreateModel(
            name="EditionProposal",
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
                ("edition", models.DateField()),
                (
                    "reason",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("proposed_by", models.CharField(max_length=80)),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("is_taken", models.BooleanField(default=False)),
                (
                    "answered_by",
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
                    "filled",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="filings.filledform",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("filled",),
                        name="one_open_proposal_a_draft",
                    )
                ],
            },
        ),
    ]
