"""The steps build the very tables that the program expects."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect

import desktop_app.project.migrations.versions as versions
from desktop_app.project import migrate
from desktop_app.project.schema import SCHEMA_VERSION, metadata
from desktop_app.project.sqlite import writer_engine
from desktop_app.project.store import Project


def test_the_steps_and_the_tables_of_the_program_agree(project: Project) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [item for item in compare_metadata(context, metadata) if "alembic_version" not in repr(item)]

    assert project.transact(differences) == []


def test_every_constraint_has_the_name_that_the_program_gives_it(tmp_path: Path) -> None:
    stepped = writer_engine(tmp_path / "stepped", create=True)
    migrate.create_schema(stepped)
    declared = create_engine("sqlite://")
    metadata.create_all(declared)
    for table in metadata.tables:
        found = [_names(engine, table) for engine in (stepped, declared)]
        assert found[0] == found[1]
        assert None not in found[0]
    stepped.dispose()
    declared.dispose()


def _names(engine: object, table: str) -> set[str | None]:
    inspector = inspect(engine)
    constraints = [
        *inspector.get_foreign_keys(table),
        *inspector.get_unique_constraints(table),
        *inspector.get_check_constraints(table),
        *inspector.get_indexes(table),
    ]
    # SQLite writes an AUTOINCREMENT key into its column, where it has no name.
    key = inspector.get_pk_constraint(table)["name"]
    return {item["name"] for item in constraints} | ({key} if key else set())


def test_nothing_is_deleted_by_cascade() -> None:
    rules = {key.ondelete for table in metadata.tables.values() for key in table.foreign_keys}
    assert rules == {"RESTRICT"}


def test_there_is_one_step_for_each_version() -> None:
    steps = list(Path(versions.__path__[0]).glob("v[0-9]*.py"))
    assert len(steps) == SCHEMA_VERSION
