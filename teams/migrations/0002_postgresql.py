"""What only PostgreSQL can hold: no overlapping spells of a person at all, and an index for accent-blind search."""

from django.db import migrations

OVERLAP = """
ALTER TABLE teams_membership ADD CONSTRAINT membership_no_overlap
EXCLUDE USING gist (person_id WITH =, daterange(started_on, ended_on) WITH &&)
DEFERRABLE INITIALLY IMMEDIATE
"""
SEARCH = "CREATE INDEX person_search_trigram ON teams_person USING gin (search_key gin_trgm_ops)"


def add(apps, schema_editor):
    """Add both where the vendor is PostgreSQL and the extensions are to be had."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_available_extensions WHERE name IN ('btree_gist', 'pg_trgm')")
        available = {name for (name,) in cursor.fetchall()}
    if "btree_gist" in available:
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(OVERLAP)
    if "pg_trgm" in available:
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(SEARCH)


def remove(apps, schema_editor):
    """Take both away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE teams_membership DROP CONSTRAINT IF EXISTS membership_no_overlap")
        schema_editor.execute("DROP INDEX IF EXISTS person_search_trigram")


class Migration(migrations.Migration):
    dependencies = [("teams", "0001_initial")]
    operations = [migrations.RunPython(add, remove, elidable=False)]
