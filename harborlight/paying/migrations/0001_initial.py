import django.db.models.deletion
import harborlight.firm.ids
import harborlight.firm.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("billing", "0001_initial"),
        ("cases", "0001_initial"),
        ("firm", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TillAsked",
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
                    "to",
                    models.CharField(
                        choices=[
                            ("operating", "Operating account"),
                            ("trust", "Trust account"),
                        ],
                        max_length=10,
                    ),
                ),
                ("called", models.CharField(max_length=80)),
                (
                    "api_key",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                (
                    "secret",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                ("takes_cards", models.BooleanField(default=True)),
                ("takes_bank", models.BooleanField(default=False)),
                ("is_gross", models.BooleanField(default=False)),
                ("is_on", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a second person"),
                            ("approved", "Approved"),
                            ("declined", "Declined or taken back"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("alone", models.BooleanField(default=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        condition=models.Q(("state", "asked")),
                        fields=("firm", "to"),
                        name="one_till_asked_a_destination",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(
                                    ("alone", True),
                                    models.Q(
                                        ("decided_by", models.F("asked_by")),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="till_approved_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Till",
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
                    "to",
                    models.CharField(
                        choices=[
                            ("operating", "Operating account"),
                            ("trust", "Trust account"),
                        ],
                        max_length=10,
                    ),
                ),
                ("called", models.CharField(max_length=80)),
                (
                    "api_key",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                (
                    "secret",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                ("is_live", models.BooleanField(default=False)),
                ("takes_cards", models.BooleanField(default=True)),
                ("takes_bank", models.BooleanField(default=False)),
                ("is_gross", models.BooleanField(default=False)),
                ("is_on", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "changed_by",
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
        ),
        migrations.CreateModel(
            name="Heard",
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
                ("number", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=80)),
                ("about", models.CharField(max_length=120)),
                (
                    "raw",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                ("heard_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("became", models.CharField(blank=True, max_length=40)),
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
                    "till",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="paying.till",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "customer",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                (
                    "saved",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                ("method", models.CharField(blank=True, max_length=60)),
                ("by_itself", models.BooleanField(default=True)),
                ("words", models.TextField()),
                ("agreed_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agreed_by",
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
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "till",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="paying.till",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Charge",
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
                ("attempt", models.SmallIntegerField(default=1)),
                ("number", models.CharField(blank=True, max_length=120)),
                ("charge", models.CharField(blank=True, max_length=120)),
                ("is_on_its_way", models.BooleanField(default=False)),
                (
                    "keeps",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("next", "For the next time"),
                            ("itself", "To be charged by itself"),
                        ],
                        max_length=8,
                    ),
                ),
                ("fee_cents", models.BigIntegerField(default=0)),
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
                    "payment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charge",
                        to="billing.payment",
                    ),
                ),
                (
                    "till",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="paying.till",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dispute",
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
                ("number", models.CharField(max_length=120)),
                ("cents", models.BigIntegerField()),
                ("fee_cents", models.BigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("won", "Decided for us"),
                            ("lost", "Decided for the payer"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=120)),
                ("until", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("evidence", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
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
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.hold",
                    ),
                ),
                (
                    "journal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.journal",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="billing.payment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case"], name="dispute_by_case"),
                    models.Index(fields=["firm", "state"], name="dispute_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("firm", "number"), name="dispute_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0), ("fee_cents__gte", 0)),
                        name="dispute_is_money",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Export",
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
                    "about",
                    models.CharField(
                        choices=[
                            ("transactions", "What came and went"),
                            ("invoices", "Invoices, as a table"),
                        ],
                        default="transactions",
                        max_length=12,
                    ),
                ),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("csv", "CSV: a table"),
                            ("iif", "IIF: QuickBooks Desktop"),
                            ("ofx", "OFX: as a bank’s statement, for most programs"),
                        ],
                        max_length=4,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("rows", models.IntegerField()),
                ("made_at", models.DateTimeField()),
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["firm", "-made_at"], name="export_by_firm")
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportPlan",
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
                    "shape",
                    models.CharField(
                        choices=[
                            ("csv", "CSV: a table"),
                            ("iif", "IIF: QuickBooks Desktop"),
                            ("ofx", "OFX: as a bank’s statement, for most programs"),
                        ],
                        default="csv",
                        max_length=4,
                    ),
                ),
                ("is_daily", models.BooleanField(default=False)),
                ("columns", models.JSONField(default=list)),
                ("invoice_columns", models.JSONField(default=list)),
                (
                    "days",
                    models.CharField(
                        choices=[("iso", "2026-03-31"), ("us", "03/31/2026")],
                        default="iso",
                        max_length=4,
                    ),
                ),
                ("codes", models.JSONField(default=dict)),
                ("case_codes", models.JSONField(default=dict)),
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
                        fields=("firm",), name="one_export_plan_a_firm"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayLink",
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
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("to_payer", models.BooleanField(default=False)),
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="billing.invoice",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["invoice"], name="link_by_invoice")],
            },
        ),
        migrations.CreateModel(
            name="Planned",
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
                ("due_on", models.DateField()),
                ("cents", models.BigIntegerField()),
                ("told_on", models.DateField()),
                ("tried_on", models.DateField(null=True)),
                ("tries", models.SmallIntegerField(default=0)),
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
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="paying.consent",
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.invoice",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.payment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["firm", "due_on"], name="planned_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invoice", "consent", "due_on"),
                        name="charge_planned_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0)), name="planned_is_money"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Return",
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
                ("cents", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for the dispute"),
                            ("open", "On its way back"),
                            ("done", "Given back"),
                            ("failed", "Did not go through"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=120)),
                ("why_not", models.CharField(blank=True, max_length=300)),
                ("begun_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
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
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="billing.payment",
                    ),
                ),
                (
                    "withdrawal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.withdrawal",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case"], name="return_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0)), name="return_is_money"
                    ),
                    models.UniqueConstraint(
                        fields=("payment",), name="payment_goes_back_once"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="till",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("firm", "to"),
                name="one_till_a_destination",
            ),
        ),
        migrations.AddConstraint(
            model_name="till",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to", "operating"),
                    ("is_gross", True),
                    ("is_on", False),
                    _connector="OR",
                ),
                name="trust_takes_the_whole_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="till",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("takes_cards", True), ("takes_bank", True), _connector="OR"
                ),
                name="till_takes_something",
            ),
        ),
        migrations.AddIndex(
            model_name="heard",
            index=models.Index(fields=["firm", "-heard_at"], name="heard_by_firm"),
        ),
        migrations.AddConstraint(
            model_name="heard",
            constraint=models.UniqueConstraint(
                fields=("till", "number"), name="notice_heard_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case", "payer", "till"),
                name="one_consent_a_till",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("till__isnull", True)),
                fields=("case", "payer"),
                name="one_consent_in_the_sandbox",
            ),
        ),
        migrations.AddIndex(
            model_name="charge",
            index=models.Index(fields=["charge"], name="charge_by_number"),
        ),
        migrations.AddIndex(
            model_name="charge",
            index=models.Index(fields=["case"], name="charge_by_case"),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("till", "number"),
                name="charge_known_once",
            ),
        ),
    ]
