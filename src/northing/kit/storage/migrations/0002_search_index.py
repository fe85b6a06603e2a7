"""The full-text index over search entries: FTS5 with triggers on SQLite, GIN on PostgreSQL.

Django rebuilds a SQLite table to alter it and loses its triggers: a later migration that alters SearchEntry
must run ``create_index`` again.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE kit_storage_search USING fts5(
        words, content='kit_storage_searchentry', content_rowid='id', prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER kit_storage_search_added AFTER INSERT ON kit_storage_searchentry BEGIN
        INSERT INTO kit_storage_search(rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER kit_storage_search_removed AFTER DELETE ON kit_storage_searchentry BEGIN
        INSERT INTO kit_storage_search(kit_storage_search, rowid, words) VALUES ('delete', old.id, old.words);
    END
    """,
    """
    CREATE TRIGGER kit_storage_search_changed AFTER UPDATE OF words ON kit_storage_searchentry BEGIN
        INSERT INTO kit_storage_search(kit_storage_search, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO kit_storage_search(rowid, words) VALUES (new.id, new.words);
    END
    """,
    "INSERT INTO kit_storage_search(kit_storage_search) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS kit_storage_search_added",
    "DROP TRIGGER IF EXISTS kit_storage_search_removed",
    "DROP TRIGGER IF EXISTS kit_storage_search_changed",
    "DROP TABLE IF EXISTS kit_storage_search",
]
# Words are cut in Python, so they become lexemes as they are (what the `simple` configuration does, without its
# parser, which would cut them again).
POSTGRESQL = [
    "CREATE INDEX kit_storage_search ON kit_storage_searchentry "
    "USING gin (array_to_tsvector(string_to_array(words, ' ')))",
]
POSTGRESQL_BACK = ["DROP INDEX IF EXISTS kit_storage_search"]


def create_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("kit_storage", "0001_initial")]

    operations = [migrations.RunPython(create_index, drop_index)]
