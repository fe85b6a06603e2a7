"""Indexes by person: what somebody updates, and what somebody said since a moment."""

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0002_arrivals"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="keyresult",
            index=models.Index(
                models.F("organization"),
                django.db.models.functions.comparison.Coalesce("updater_id", "owner_id"),
                name="key_result_by_responsible",
            ),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(fields=["organization", "author", "created_at"], name="check_in_by_author"),
        ),
    ]
