import django.db.models.deletion
import harborlight.firm.ids
import harborlight.firm.vault.case_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("billing", "0001_initial"),
        ("cases", "0001_initial"),
        ("documents", "0001_initial"),
        ("firm", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                ("version", models.SmallIntegerField()),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("flat", "Flat fee"),
                            ("milestones", "Flat fee, paid at milestones"),
                            ("hourly", "By the hour"),
                            ("retainer", "By the hour, out of a retainer"),
                            (
                                "evergreen",
                                "By the hour, out of a retainer that is kept filled",
                            ),
                            ("instalments", "Flat fee in instalments"),
                            ("mixed", "Flat fee and hours"),
                            ("pro bono", "Pro bono: no fee"),
                        ],
                        max_length=12,
                    ),
                ),
                ("fee_cents", models.BigIntegerField(default=0)),
                ("retainer_cents", models.BigIntegerField(default=0)),
                ("least_cents", models.BigIntegerField(default=0)),
                ("notice_days", models.SmallIntegerField(default=0)),
                (
                    "words",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("accepted_on", models.DateField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                    "signed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgreedPart",
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
                    "at",
                    models.CharField(
                        choices=[
                            ("signing", "When it is signed"),
                            ("milestone", "At a milestone"),
                            ("stage", "When the case reaches a stage"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=40)),
                ("texts", models.JSONField(default=dict)),
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
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="agreements.agreement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cost",
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
                            ("government", "Government fee that we advance"),
                            ("translation", "Translation"),
                            ("expert", "Expert"),
                            ("medical", "Medical examination"),
                            ("courier", "Courier and postage"),
                            ("travel", "Travel"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("estimate_cents", models.BigIntegerField(default=0)),
                ("actual_cents", models.BigIntegerField(null=True)),
                ("spent_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "Noted"),
                            ("asked", "Waits for the client"),
                            ("approved", "The client agreed"),
                            ("declined", "The client did not agree"),
                            ("dropped", "Dropped"),
                        ],
                        default="noted",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b"", null=True
                    ),
                ),
                ("once", models.CharField(default="", max_length=60)),
                ("noted_at", models.DateTimeField()),
                (
                    "asked_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeeNote",
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
                ("at", models.DateTimeField()),
                (
                    "by",
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
            name="Payer",
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
                    "pays",
                    models.CharField(
                        choices=[
                            ("everything", "Everything"),
                            ("fees", "Our fees"),
                            ("costs", "Government fees and costs"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sees",
                    models.CharField(
                        choices=[
                            ("own", "Their own invoices alone"),
                            (
                                "account",
                                "Also what others of the case were asked for and paid",
                            ),
                        ],
                        default="own",
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField()),
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
            name="Plan",
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
                ("offered_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("agreed_how", models.CharField(blank=True, max_length=200)),
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="billing.invoice",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Instalment",
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
                ("due_on", models.DateField()),
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
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="agreements.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rate",
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
                    "work",
                    models.CharField(
                        choices=[
                            ("legal", "Legal work"),
                            ("paralegal", "Paralegal work"),
                            ("consultation", "Consultation"),
                            ("translation", "Translation"),
                            ("travel", "Travel"),
                        ],
                        max_length=14,
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("from_on", models.DateField()),
                ("set_at", models.DateTimeField()),
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
            name="TimeEntry",
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
                ("minutes", models.SmallIntegerField()),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("legal", "Legal work"),
                            ("paralegal", "Paralegal work"),
                            ("consultation", "Consultation"),
                            ("translation", "Translation"),
                            ("travel", "Travel"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "words",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("rate_cents", models.BigIntegerField(null=True)),
                ("billable", models.BooleanField(default=True)),
                ("once", models.CharField(default="", max_length=60)),
                ("written_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(null=True)),
                ("written_off_at", models.DateTimeField(null=True)),
                (
                    "written_off_why",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Timer",
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
                    "work",
                    models.CharField(
                        choices=[
                            ("legal", "Legal work"),
                            ("paralegal", "Paralegal work"),
                            ("consultation", "Consultation"),
                            ("translation", "Translation"),
                            ("travel", "Travel"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "words",
                    harborlight.firm.vault.case_fields.CaseText(
                        blank=True, default=b""
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("case", "version"), name="agreement_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("accepted_on__isnull", False), ("replaced_at__isnull", True)
                ),
                fields=("case",),
                name="one_agreement_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fee_cents__gte", 0),
                    ("least_cents__gte", 0),
                    ("retainer_cents__gte", 0),
                    ("notice_days__gte", 0),
                    ("notice_days__lte", 90),
                    models.Q(
                        models.Q(("shape", "evergreen"), _negated=True),
                        models.Q(
                            ("least_cents__gt", 0),
                            ("least_cents__lte", models.F("retainer_cents")),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("shape", "pro bono"), _negated=True),
                        models.Q(("fee_cents", 0), ("retainer_cents", 0)),
                        _connector="OR",
                    ),
                ),
                name="agreement_is_of_its_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_at__isnull", True), ("asked_of__isnull", True)),
                    models.Q(("asked_at__isnull", False), ("asked_of__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_was_asked_of_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="agreedpart",
            index=models.Index(fields=["case", "position"], name="agreed_part_by_case"),
        ),
        migrations.AddConstraint(
            model_name="agreedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cents__gt", 0),
                    models.Q(
                        models.Q(("at", "signing"), ("key", "")),
                        models.Q(
                            models.Q(("at", "signing"), _negated=True),
                            models.Q(("key", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="agreed_part_is_money",
            ),
        ),
        migrations.AddIndex(
            model_name="cost",
            index=models.Index(fields=["case", "-noted_at"], name="cost_by_case"),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("estimate_cents__gte", 0),
                    models.Q(
                        ("actual_cents__isnull", True),
                        ("actual_cents__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("estimate_cents__gt", 0),
                        ("actual_cents__gt", 0),
                        _connector="OR",
                    ),
                ),
                name="cost_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("noted", "dropped")),
                    models.Q(("asked_at__isnull", False), ("asked_of__isnull", False)),
                    _connector="OR",
                ),
                name="cost_was_asked_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__gt", "")),
                fields=("firm", "once"),
                name="cost_noted_once",
            ),
        ),
        migrations.AddIndex(
            model_name="feenote",
            index=models.Index(fields=["case", "-at"], name="fee_note_by_case"),
        ),
        migrations.AddConstraint(
            model_name="payer",
            constraint=models.UniqueConstraint(
                fields=("case", "person"), name="one_payer_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("invoice",),
                name="one_plan_an_invoice",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="plan_is_money"
            ),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(fields=["firm", "due_on"], name="instalment_by_day"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(
                fields=("plan", "position"), name="instalment_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="instalment_is_money"
            ),
        ),
        migrations.AddIndex(
            model_name="rate",
            index=models.Index(
                fields=["firm", "work", "-from_on"], name="rate_by_work"
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="rate_is_money"
            ),
        ),
        migrations.AddIndex(
            model_name="timeentry",
            index=models.Index(fields=["case", "-on"], name="time_by_case"),
        ),
        migrations.AddIndex(
            model_name="timeentry",
            index=models.Index(fields=["firm", "user", "-on"], name="time_by_person"),
        ),
        migrations.AddConstraint(
            model_name="timeentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                name="time_of_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__gt", "")),
                fields=("firm", "once"),
                name="time_written_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="timer",
            constraint=models.UniqueConstraint(
                fields=("firm", "user"), name="one_timer_a_person"
            ),
        ),
    ]
