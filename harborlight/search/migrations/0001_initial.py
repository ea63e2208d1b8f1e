import django.db.models.deletion
import harborlight.firm.ids
import harborlight.firm.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("firm", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
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
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                (
                    "words",
                    harborlight.firm.vault.fields.SealedText(blank=True, default=b""),
                ),
                ("narrowed", models.JSONField(default=dict)),
                ("shared", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField()),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["firm", "owner"], name="saved_search_by_owner")
                ],
            },
        ),
    ]
