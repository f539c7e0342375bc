"""Places of posting become codes that a campaign's duties are made of; what an administrator wrote stays."""

from django.db import migrations

CODE = "recruit.posting_places"
WORDS = ["trụ sở HĐND", "trụ sở UBND", "trụ sở Công an xã", "nhà văn hóa", "điểm sinh hoạt cộng đồng"]
CODES = ["headquarters", "police", "culture_house", "community_point", "website"]
CITATION = "TT 14/2024/TT-BCA, Điều 3; KH xã Quảng Trạch, mục VI.2"


def to_codes(apps, schema_editor):
    for row in apps.get_model("law", "Parameter").objects.filter(code=CODE):
        if row.value == WORDS:
            row.value, row.citation = CODES, CITATION
            row.save(update_fields=["value", "citation"])


class Migration(migrations.Migration):
    dependencies = [("law", "0001_initial")]

    operations = [migrations.RunPython(to_codes, migrations.RunPython.noop)]
