import datetime
import django.db.models.deletion
import harborlight.firm.ids
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
            name="BankAccount",
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
                ("name", models.CharField(blank=True, max_length=80)),
                (
                    "book",
                    models.CharField(
                        choices=[
                            ("trust bank", "Clients’ money (trust)"),
                            ("operating bank", "The firm’s own (operating)"),
                        ],
                        max_length=30,
                    ),
                ),
                ("number_ends", models.CharField(blank=True, max_length=4)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pooled", "Money of several clients (IOLTA)"),
                            ("separate", "Money of one client alone"),
                        ],
                        default="pooled",
                        max_length=8,
                    ),
                ),
                ("is_default", models.BooleanField(default=False)),
                ("state", models.CharField(blank=True, max_length=2)),
                ("float_limit_cents", models.BigIntegerField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("columns", models.JSONField(default=dict)),
                ("shadow_cents", models.BigIntegerField(null=True)),
                ("shadow_on", models.DateField(null=True)),
                (
                    "closed_by",
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
            name="Account",
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
                    "book",
                    models.CharField(
                        choices=[
                            ("trust bank", "Trust account at the bank"),
                            ("operating bank", "Operating account at the bank"),
                            ("client trust", "Held for the client"),
                            ("receivable", "Owed by the client"),
                            ("fees earned", "Fees earned"),
                            ("costs recovered", "Costs recovered"),
                            (
                                "costs advanced",
                                "Government fees that we paid for clients",
                            ),
                            ("firm float", "Own money in trust, for bank charges"),
                            ("suspense", "In trust, and not known yet whose"),
                            (
                                "iolta interest",
                                "Interest in trust, for the bar’s foundation",
                            ),
                            ("claims", "Claimed back after a chargeback"),
                            (
                                "processing",
                                "Charges of the bank and of card processors",
                            ),
                            ("clearing", "Card payments on their way to the bank"),
                            ("sales tax", "Sales tax, to be passed on"),
                            ("written off", "Written off"),
                        ],
                        max_length=30,
                    ),
                ),
                ("closed", models.BooleanField(default=False)),
                ("cents", models.BigIntegerField(default=0)),
                ("reserved_cents", models.BigIntegerField(default=0)),
                ("uncleared_cents", models.BigIntegerField(default=0)),
                ("held_cents", models.BigIntegerField(default=0)),
                ("limit_cents", models.BigIntegerField(default=0)),
                ("last_on", models.DateField(default=datetime.date(1, 1, 1))),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
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
                (
                    "bank",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.bankaccount",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Journal",
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
                ("posted_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("memo", models.CharField(max_length=40)),
                ("words", models.JSONField(default=dict)),
                ("key", models.CharField(max_length=120)),
                ("takes_two", models.BooleanField(default=False)),
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
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="firm.firm",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.journal",
                    ),
                ),
            ],
        ),
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
                ("cents", models.BigIntegerField()),
                ("on", models.DateField()),
                ("posted_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.account",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="trust.journal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Deposit",
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
                            ("advance fee", "Fee paid in advance"),
                            ("cost advance", "Costs paid in advance"),
                            (
                                "third party",
                                "Money of a third person, or of a settlement",
                            ),
                            ("invoice", "Payment of an invoice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("aside_cents", models.BigIntegerField(default=0)),
                ("method", models.CharField(blank=True, max_length=60)),
                ("on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waits", "Not cleared yet"),
                            ("cleared", "Cleared"),
                            ("returning", "Asked to be taken back"),
                            ("returned", "Does not count"),
                        ],
                        default="waits",
                        max_length=10,
                    ),
                ),
                ("cleared_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deposits",
                        to="trust.account",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "cleared_by",
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
                    "journal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deposit",
                        to="trust.journal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payee",
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
                ("name", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("client", "The client, or who paid for them"),
                            ("agency", "An agency"),
                            ("other", "Somebody else who is paid for a case"),
                            (
                                "staff",
                                "Somebody who works here: never paid out of trust",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PayeeBank",
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
                ("bank", models.CharField(max_length=80)),
                (
                    "whole",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                ("number_ends", models.CharField(max_length=4)),
                (
                    "whole_lookup",
                    harborlight.firm.vault.fields.Lookup(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=64,
                        of="whole",
                    ),
                ),
                ("entered_at", models.DateTimeField()),
                ("called_at", models.DateTimeField(null=True)),
                ("called_number", models.CharField(blank=True, max_length=40)),
                ("known_from", models.CharField(blank=True, max_length=200)),
                ("spoke_with", models.CharField(blank=True, max_length=120)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
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
                    "payee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="banks",
                        to="trust.payee",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proof",
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
                ("proved_at", models.DateTimeField()),
                ("journals", models.IntegerField(default=0)),
                ("accounts", models.IntegerField(default=0)),
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
            name="Terms",
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
                ("state", models.CharField(max_length=2)),
                ("float_limit_cents", models.BigIntegerField(null=True)),
                ("transfer_notice_days", models.SmallIntegerField(default=0)),
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
            name="Unknown",
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
                ("on", models.DateField()),
                (
                    "words",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waits", "Nobody knows whose it is"),
                            ("asked", "Waits for a second person"),
                            ("known", "The client’s, in trust"),
                            ("back", "Sent back"),
                        ],
                        default="waits",
                        max_length=6,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("advance fee", "Fee paid in advance"),
                            ("cost advance", "Costs paid in advance"),
                            (
                                "third party",
                                "Money of a third person, or of a settlement",
                            ),
                            ("invoice", "Payment of an invoice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
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
                        null=True,
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "settled",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.journal",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number_ends", ""), _negated=True),
                fields=("firm", "book", "number_ends"),
                name="one_bank_account_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("firm",),
                name="one_default_trust_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_default", False),
                    models.Q(
                        ("book", "trust bank"),
                        ("closed_at__isnull", True),
                        ("kind", "pooled"),
                    ),
                    _connector="OR",
                ),
                name="default_account_is_pooled_and_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "pooled"), ("person__isnull", True)),
                    models.Q(
                        ("book", "trust bank"),
                        ("kind", "separate"),
                        ("person__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="separate_account_names_its_client",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("float_limit_cents__isnull", True),
                    ("float_limit_cents__gte", 0),
                    _connector="OR",
                ),
                name="bank_account_limit_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("bank__isnull", True), ("case__isnull", False)),
                fields=("firm", "book", "case", "person"),
                name="one_account_a_client",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("bank__isnull", False), ("case__isnull", False)),
                fields=("firm", "book", "case", "person", "bank"),
                name="one_ledger_a_client_and_bank",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("bank__isnull", True), ("case__isnull", True)),
                fields=("firm", "book"),
                name="one_account_a_book",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("bank__isnull", False), ("case__isnull", True)),
                fields=("firm", "book", "bank"),
                name="one_account_a_book_and_bank",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("bank__isnull", False),
                        (
                            "book__in",
                            (
                                "trust bank",
                                "client trust",
                                "firm float",
                                "suspense",
                                "iolta interest",
                            ),
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "book__in",
                                (
                                    "trust bank",
                                    "client trust",
                                    "firm float",
                                    "suspense",
                                    "iolta interest",
                                ),
                            ),
                            _negated=True,
                        ),
                        ("bank__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="account_in_trust_names_its_bank",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed", False), ("cents", 0), _connector="OR"),
                name="closed_account_holds_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", True), ("person__isnull", True)),
                    models.Q(("case__isnull", False), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="account_of_a_client_names_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("book", "client trust"), _negated=True),
                    ("cents__gte", 0),
                    _connector="OR",
                ),
                name="trust_never_overdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reserved_cents", 0),
                    models.Q(
                        ("book", "client trust"),
                        ("reserved_cents__gt", 0),
                        ("reserved_cents__lte", models.F("cents")),
                    ),
                    _connector="OR",
                ),
                name="trust_promised_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_cents", 0), ("uncleared_cents", 0)),
                    models.Q(
                        ("book", "client trust"),
                        ("held_cents__gte", 0),
                        ("held_cents__lte", models.F("cents")),
                        ("uncleared_cents__gte", 0),
                        ("uncleared_cents__lte", models.F("cents")),
                    ),
                    _connector="OR",
                ),
                name="trust_held_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("book__in", ("suspense", "iolta interest")), _negated=True
                    ),
                    ("cents__gte", 0),
                    _connector="OR",
                ),
                name="suspense_and_interest_are_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("book", "firm float"), _negated=True),
                    ("cents__lte", models.F("limit_cents")),
                    _connector="OR",
                ),
                name="float_within_its_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.UniqueConstraint(
                fields=("firm", "key"), name="journal_posted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("takes_two", False),
                    models.Q(
                        ("asked_by__isnull", False),
                        ("posted_by__isnull", False),
                        models.Q(("asked_by", models.F("posted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="journal_takes_two_persons",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["account", "-on", "-posted_at", "-id"], name="entry_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents", 0), _negated=True), name="entry_not_zero"
            ),
        ),
        migrations.AddIndex(
            model_name="deposit",
            index=models.Index(fields=["account", "state"], name="deposit_of_account"),
        ),
        migrations.AddConstraint(
            model_name="deposit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aside_cents__gte", 0),
                    ("aside_cents__lte", models.F("cents")),
                    ("cents__gt", 0),
                ),
                name="deposit_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="deposit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cleared"), _negated=True),
                    ("cleared_on__gte", models.F("on")),
                    _connector="OR",
                ),
                name="deposit_cleared_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="payee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "client"), ("case__isnull", False)),
                    models.Q(
                        models.Q(("kind", "client"), _negated=True),
                        ("case__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="only_a_client_is_a_payee_of_a_case",
            ),
        ),
        migrations.AddIndex(
            model_name="payeebank",
            index=models.Index(
                fields=["firm", "whole_lookup"], name="payee_by_account"
            ),
        ),
        migrations.AddConstraint(
            model_name="payeebank",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("payee",),
                name="one_account_a_payee",
            ),
        ),
        migrations.AddConstraint(
            model_name="payeebank",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("called_at__isnull", True),
                    models.Q(
                        ("called_by__isnull", False),
                        ("called_number__gt", ""),
                        ("known_from__gt", ""),
                        ("spoke_with__gt", ""),
                        models.Q(("called_by", models.F("entered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payee_called_back_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                fields=("firm",), name="one_proof_of_books"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                fields=("firm",), name="one_set_of_terms"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("float_limit_cents__isnull", True),
                    ("float_limit_cents__gte", 0),
                    _connector="OR",
                ),
                name="terms_limit_is_money",
            ),
        ),
        migrations.AddIndex(
            model_name="unknown",
            index=models.Index(
                fields=["firm", "state", "on"], name="unknown_that_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="unknown",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="unknown_is_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="unknown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("waits", "asked")),
                    models.Q(
                        ("asked_by__isnull", False),
                        ("decided_by__isnull", False),
                        ("settled__isnull", False),
                        models.Q(("asked_by", models.F("decided_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="unknown_takes_two_persons",
            ),
        ),
    ]
