import django.db.models.deletion
import django.db.models.expressions
import harborlight.firm.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("firm", "0001_initial"),
        ("people", "0001_initial"),
        ("trust", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Advance",
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
                ("words", models.CharField(max_length=200)),
                ("cents", models.BigIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("card", "A card of the firm’s, on Form G-1450"),
                            ("bank", "The firm’s operating account, on Form G-1650"),
                            (
                                "online",
                                "In the agency’s own account, with a card of the firm’s",
                            ),
                            ("check", "A check on the operating account"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
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
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "journal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.journal",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            name="Invoice",
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
                ("number", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("issued", "Unpaid"),
                            ("partly paid", "Partly paid"),
                            ("paid", "Paid"),
                            ("void", "Void"),
                            ("written off", "Written off"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("issued_on", models.DateField(null=True)),
                ("due_on", models.DateField()),
                ("terms", models.TextField(blank=True)),
                ("cents", models.BigIntegerField(default=0)),
                ("paid_cents", models.BigIntegerField(default=0)),
                ("credited_cents", models.BigIntegerField(default=0)),
                ("written_off_cents", models.BigIntegerField(default=0)),
                ("discount_cents", models.BigIntegerField(default=0)),
                ("discount_ppm", models.IntegerField(default=0)),
                ("discount_why", models.CharField(blank=True, max_length=200)),
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
                    "late_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_fees",
                        to="billing.invoice",
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
            ],
        ),
        migrations.CreateModel(
            name="Hold",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("dispute", "The client disputes an invoice"),
                            ("lien", "A third person claims it"),
                            ("chargeback", "A card payment was charged back"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("why", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="trust.account",
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.invoice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LatePolicy",
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
                ("from_on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField()),
                ("after_days", models.SmallIntegerField()),
                ("cents", models.BigIntegerField(default=0)),
                ("ppm", models.IntegerField(default=0)),
                (
                    "decided_by",
                    models.ForeignKey(
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
        migrations.AddField(
            model_name="invoice",
            name="late_policy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="billing.latepolicy",
            ),
        ),
        migrations.CreateModel(
            name="Letterhead",
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
                ("from_on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField()),
                ("footers", models.JSONField(default=dict)),
                ("terms", models.JSONField(default=dict)),
                ("days_to_pay", models.SmallIntegerField(default=14)),
                ("colour", models.CharField(blank=True, max_length=7)),
                ("least_part_cents", models.BigIntegerField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
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
                    "logo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.storedfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Line",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("fee", "Our fee"),
                            ("government fee", "Government fee"),
                            ("cost", "Cost"),
                            ("tax", "Tax"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("texts", models.JSONField(default=dict)),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("operating", "Operating account: earned"),
                            (
                                "trust",
                                "Trust account: yours until it is spent or earned",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("full_cents", models.BigIntegerField()),
                ("source", models.CharField(blank=True, max_length=300)),
                ("form", models.CharField(blank=True, max_length=20)),
                ("why_again", models.CharField(blank=True, max_length=300)),
                ("of_form", models.UUIDField(null=True)),
                ("of_work", models.UUIDField(null=True)),
                ("rests_on", models.CharField(blank=True, max_length=300)),
                ("position", models.SmallIntegerField(default=0)),
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
                        related_name="lines",
                        to="billing.invoice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payment",
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
                        choices=[
                            ("started", "Started"),
                            ("received", "Received"),
                            ("reversed", "Does not count"),
                            ("failed", "Did not go through"),
                        ],
                        default="started",
                        max_length=10,
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("trust_cents", models.BigIntegerField()),
                ("unapplied_cents", models.BigIntegerField(default=0)),
                ("unapplied_trust_cents", models.BigIntegerField(default=0)),
                ("for_fees_cents", models.BigIntegerField(default=0)),
                ("given_back_at", models.DateTimeField(null=True)),
                ("reference", models.CharField(max_length=120)),
                ("method", models.CharField(blank=True, max_length=60)),
                ("why_not", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                (
                    "bank",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.bankaccount",
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="billing.invoice",
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
                    "started_by",
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
            name="Receipt",
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
                ("number", models.CharField(max_length=20)),
                ("issued_at", models.DateTimeField()),
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
                (
                    "payment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt",
                        to="billing.payment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reduction",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("credit note", "Credit note"),
                            ("write-off", "Written off"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("cents", models.BigIntegerField()),
                ("trust_cents", models.BigIntegerField(default=0)),
                ("why", models.CharField(max_length=300)),
                ("on", models.DateField()),
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
                        related_name="reductions",
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
        ),
        migrations.CreateModel(
            name="Tax",
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
                ("from_on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField()),
                ("names", models.JSONField()),
                ("ppm", models.IntegerField()),
                ("source", models.CharField(max_length=300)),
                (
                    "decided_by",
                    models.ForeignKey(
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
        migrations.AddField(
            model_name="invoice",
            name="tax",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="billing.tax",
            ),
        ),
        migrations.CreateModel(
            name="Withdrawal",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("earned", "Earned fees, moved to the operating account"),
                            (
                                "moved",
                                "The earned part of a payment, moved to the operating account",
                            ),
                            ("government fee", "A government fee"),
                            (
                                "advanced",
                                "A government fee that we advanced, paid back to us",
                            ),
                            ("refund", "Money given back"),
                            ("overpaid", "Paid too much, given back"),
                            ("other case", "Moved to another case of the same client"),
                            ("other bank", "Moved to another trust account"),
                            ("reversal", "A payment that does not count"),
                            ("returned", "A deposit that does not count"),
                        ],
                        max_length=20,
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("trust_cents", models.BigIntegerField()),
                (
                    "other_payee_why",
                    models.CharField(blank=True, max_length=300),
                ),
                ("payee", models.CharField(blank=True, max_length=200)),
                ("notice_days", models.SmallIntegerField(default=0)),
                ("noticed_on", models.DateField(null=True)),
                ("noticed_how", models.CharField(blank=True, max_length=120)),
                ("why", models.CharField(max_length=300)),
                ("credit_cents", models.BigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a second person"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("taken back", "Taken back"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("once", models.CharField(max_length=60)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("comment", models.CharField(blank=True, max_length=300)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.account",
                    ),
                ),
                (
                    "advance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.advance",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deposit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.deposit",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.invoice",
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
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.line",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="billing.payment",
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
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.payeebank",
                    ),
                ),
                (
                    "to_bank",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.bankaccount",
                    ),
                ),
                (
                    "moves",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_by",
                        to="billing.payment",
                    ),
                ),
                (
                    "once_clears",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.deposit",
                    ),
                ),
                (
                    "to_case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="advance",
            index=models.Index(fields=["case", "-on"], name="advance_by_case"),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="advance_is_money"
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(
                fields=["account", "released_at"], name="hold_of_account"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="hold_is_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at__isnull", True),
                    models.Q(
                        ("released_by__isnull", False),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hold_released_with_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="latepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("after_days__gte", 1),
                    ("after_days__lte", 365),
                    models.Q(
                        models.Q(("cents__gt", 0), ("ppm", 0)),
                        models.Q(("cents", 0), ("ppm__gt", 0), ("ppm__lte", 1000000)),
                        _connector="OR",
                    ),
                ),
                name="late_policy_asks_for_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.CheckConstraint(
                condition=models.Q(("days_to_pay__gte", 0), ("days_to_pay__lte", 365)),
                name="letterhead_gives_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterhead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("least_part_cents", None),
                    ("least_part_cents__gte", 100),
                    _connector="OR",
                ),
                name="a_part_is_some_money",
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(
                condition=models.Q(("of_work__isnull", False)),
                fields=["firm", "of_work"],
                name="line_by_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cents__gte", 0),
                    ("cents__lte", models.F("full_cents")),
                    ("full_cents__gt", 0),
                ),
                name="line_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "government fee"), _negated=True),
                    ("to", "trust"),
                    _connector="OR",
                ),
                name="government_fees_go_to_trust",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rests_on", ""),
                    models.Q(("kind", "fee"), ("to", "operating")),
                    _connector="OR",
                ),
                name="only_a_fee_rests_on_what_was_agreed",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                fields=["invoice", "-started_at"], name="payment_by_invoice"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                fields=("reference",), name="payment_reference"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cents__gt", 0),
                    ("trust_cents__gte", 0),
                    ("trust_cents__lte", models.F("cents")),
                ),
                name="payment_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unapplied_cents__gte", models.F("unapplied_trust_cents")),
                    (
                        "unapplied_cents__lte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("cents"), "-", models.F("trust_cents")
                            ),
                            "+",
                            models.F("unapplied_trust_cents"),
                        ),
                    ),
                    ("unapplied_trust_cents__gte", 0),
                    ("unapplied_trust_cents__lte", models.F("trust_cents")),
                ),
                name="payment_counts_at_most_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("for_fees_cents__gte", 0),
                    ("for_fees_cents__lte", models.F("trust_cents")),
                ),
                name="payment_for_fees_stands_in_trust",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("trust_cents", 0),
                    ("state__in", ("started", "failed")),
                    ("bank__isnull", False),
                    _connector="OR",
                ),
                name="payment_into_trust_names_its_bank",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=("firm", "number"), name="receipt_number"
            ),
        ),
        migrations.AddIndex(
            model_name="reduction",
            index=models.Index(fields=["case", "-on"], name="reduction_by_case"),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.UniqueConstraint(
                fields=("firm", "number"), name="reduction_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="reduction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cents__gt", 0),
                    ("trust_cents__gte", 0),
                    ("trust_cents__lte", models.F("cents")),
                    models.Q(
                        ("kind", "credit note"), ("trust_cents", 0), _connector="OR"
                    ),
                ),
                name="reduction_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="tax",
            constraint=models.CheckConstraint(
                condition=models.Q(("ppm__gt", 0), ("ppm__lte", 1000000)),
                name="tax_is_a_share",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["case", "due_on"], name="invoice_by_case"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                fields=["firm", "state", "due_on"], name="invoice_by_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("firm", "number"),
                name="invoice_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credited_cents__gte", 0),
                    ("paid_cents__gte", 0),
                    (
                        "paid_cents__lte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("cents"), "-", models.F("credited_cents")
                            ),
                            "-",
                            models.F("written_off_cents"),
                        ),
                    ),
                    ("written_off_cents__gte", 0),
                ),
                name="invoice_never_overpaid",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("discount_cents__gte", 0),
                    ("discount_ppm__gte", 0),
                    ("discount_ppm__lte", 1000000),
                    models.Q(
                        ("discount_ppm", 0), ("discount_cents", 0), _connector="OR"
                    ),
                ),
                name="one_discount_an_invoice",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "void"), _negated=True),
                fields=("late_of",),
                name="one_late_fee_an_invoice",
            ),
        ),
        migrations.AddIndex(
            model_name="withdrawal",
            index=models.Index(
                fields=["firm", "state", "asked_at"], name="withdrawal_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="withdrawal",
            index=models.Index(fields=["case", "-asked_at"], name="withdrawal_by_case"),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                fields=("firm", "once"), name="withdrawal_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("payment",),
                name="one_correction_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "approved"))),
                fields=("moves",),
                name="earned_part_moves_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("deposit",),
                name="one_return_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cents__gt", 0),
                    ("trust_cents__gte", 0),
                    ("trust_cents__lte", models.F("cents")),
                    models.Q(
                        ("trust_cents", 0), ("account__isnull", False), _connector="OR"
                    ),
                ),
                name="withdrawal_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose", "other bank"), ("to_bank__isnull", False)),
                    models.Q(
                        models.Q(("purpose", "other bank"), _negated=True),
                        ("to_bank__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="withdrawal_to_a_bank_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("notice_days", 0),
                    ("noticed_on__isnull", False),
                    _connector="OR",
                ),
                name="client_told_before_fees_leave",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("trust_cents", 0),
                    models.Q(
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="trust_takes_two_persons",
            ),
        ),
    ]
