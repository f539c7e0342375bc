"""Since when an application is in its state; for those there are, from the days that the register knows."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def backfill(apps, schema_editor):
    """The day of the act that brought it there; where no act has a day of its own, the last one known before it."""
    application = apps.get_model("recruitment", "Application")
    rows = application.objects.using(schema_editor.connection.alias)

    def known(path):
        return Subquery(application.objects.filter(pk=OuterRef("pk")).values(path)[:1])

    last = Coalesce(F("appraised_on"), F("received_on"))
    rows.update(state_since=last)
    for states, path in (
        (("listed",), "campaign__closes_on"),
        (("passed", "not_passed"), "vote__session__held_on"),
        (("submitted",), "campaign__submitted_on"),
        (("recognised",), "recognition__signed_on"),
    ):
        rows.filter(state__in=states).update(state_since=Coalesce(known(path), last))
    refused = rows.filter(state="refused", vote__isnull=False).values_list("pk", flat=True)
    rows.filter(pk__in=list(refused)).update(
        state_since=Coalesce(known("campaign__submitted_on"), last)
    )


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0002_posted_state")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="state_since",
            field=models.DateField(
                default=django.utils.timezone.localdate, verbose_name="ở trạng thái này từ ngày"
            ),
        ),
        migrations.RunPython(backfill, migrations.RunPython.noop),
    ]
