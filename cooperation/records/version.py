"""The version of what the public may see: it changes with every write to a table whose rows a public page may show.

Triggers of the database change it, so no way of writing goes round it: forms, imports, undo, commands, SQL by hand. It
is random, so a version never comes back: neither after a write was taken back nor when a backup is put in its place.

On PostgreSQL each writing transaction adds a mark of its own and takes away those it can take without waiting for
anybody, so two that write at once never wait for each other here. On SQLite, which has one writer, there is one mark.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.apps import apps
from django.db import connection, connections, models, transaction

TABLE: Final = "register_version"
TRIGGER: Final = "register_changed"

POSTGRESQL: Final = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (mark uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('register.changed', true) IS DISTINCT FROM 'yes' THEN
        DELETE FROM {TABLE} WHERE mark IN (SELECT mark FROM {TABLE} FOR UPDATE SKIP LOCKED);
        INSERT INTO {TABLE} DEFAULT VALUES;
        PERFORM set_config('register.changed', 'yes', true);
    END IF;
    RETURN NULL;
END $$;
"""  # noqa: S608 -- constants, here and below
SQLITE: Final = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (mark integer NOT NULL);
INSERT INTO {TABLE} SELECT random() WHERE NOT EXISTS (SELECT 1 FROM {TABLE});
"""  # noqa: S608
NEW_MARK: Final = {
    "postgresql": f"INSERT INTO {TABLE} DEFAULT VALUES",
    "sqlite": f"UPDATE {TABLE} SET mark = random()",  # noqa: S608
}


def current_version(using: str = "default") -> tuple[str, ...]:
    """Return the version of the register as the next query will see it, or an older one; in one query."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT mark FROM {TABLE} ORDER BY mark")  # noqa: S608
        return tuple(str(mark) for (mark,) in cursor.fetchall())


@contextmanager
def one_change() -> Iterator[None]:
    """All that is written inside, in one transaction, changes the version once: for writes of many rows.

    SQLite runs triggers row by row, and a large import would take a quarter longer. They rest meanwhile: nobody else
    can write, and whatever breaks the transaction off puts them back.
    """
    with transaction.atomic():
        if connection.vendor != "sqlite":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{TRIGGER}_%'")  # noqa: S608
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        with connection.cursor() as cursor:
            for _name, sql in triggers:
                cursor.execute(sql)
            cursor.execute(NEW_MARK["sqlite"])


def watch_tables(using: str, **kwargs: Any) -> None:
    """Lay what is missing, after every migration: SQLite drops a table's triggers when Django makes the table anew."""
    connection = connections[using]
    missing = sorted(watched_tables() & set(connection.introspection.table_names()) - tables_with_triggers(using))
    if not missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
        else:
            for statement in filter(str.strip, SQLITE.split(";")):
                cursor.execute(statement)
        for table in missing:
            for statement in triggers_of(connection.ops.quote_name(table), table, connection.vendor):
                cursor.execute(statement)
        cursor.execute(NEW_MARK[connection.vendor])  # nobody watched what was written until now


def watched_tables() -> set[str]:
    """The tables of all models but those that say of themselves that they change no public page."""
    every = apps.get_app_config("cooperation").get_models(include_auto_created=True)
    return {model._meta.db_table for model in every if model._meta.managed and not changes_no_page(model)}


def changes_no_page(model: type[models.Model]) -> bool:
    return bool(getattr(model, "changes_no_page", False))


def tables_with_triggers(using: str) -> set[str]:
    asked = {
        "sqlite": f"SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{TRIGGER}_delete_%'",  # noqa: S608
        "postgresql": f"SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = '{TRIGGER}'",  # noqa: S608
    }
    with connections[using].cursor() as cursor:
        cursor.execute(asked[connections[using].vendor])
        return {table for (table,) in cursor.fetchall()}


def triggers_of(quoted: str, table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        moments = "INSERT OR UPDATE OR DELETE OR TRUNCATE"
        each = f"FOR EACH STATEMENT EXECUTE FUNCTION {TRIGGER}()"
        return [f"CREATE TRIGGER {TRIGGER} AFTER {moments} ON {quoted} {each}"]
    return [
        f'CREATE TRIGGER "{TRIGGER}_{moment}_{table}" AFTER {moment.upper()} ON {quoted} BEGIN {NEW_MARK[vendor]}; END'
        for moment in ("insert", "update", "delete")
    ]
