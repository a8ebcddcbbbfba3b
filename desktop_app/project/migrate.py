"""Bring a project file to this program's version: a copy first, then all steps in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from desktop_app.project import sqlite
from desktop_app.project.folder import ProjectFolder
from desktop_app.project.schema import SCHEMA_VERSION, metadata
from ml_engine.domain.errors import UserError

_STEPS = Path(__file__).with_name("migrations")


def create_schema(engine: Engine) -> None:
    """All tables in an empty file, made by the same steps that older files go through."""
    with engine.begin() as connection:
        _run_steps(connection)


def upgrade(engine: Engine, folder: ProjectFolder, version: int) -> Path | None:
    """Bring a file of an older version up to date. Returns where the copy of the old file lies, None if not needed.

    Raises UserError; then the file is as it was.
    """
    if version >= SCHEMA_VERSION:
        return None
    folder.backups.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = folder.backups / f"before-version-{SCHEMA_VERSION}-{stamp}.vistazo"
    sqlite.copy_database(folder.file, copy)
    with engine.connect() as connection:
        # Steps that rebuild a table drop the old one: with the checks on, its references would go with it. SQLite
        # takes this switch only between transactions.
        sqlite.raw_connection(connection).execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            _run_steps(connection)
            faults = sqlite.foreign_key_faults(connection)
            if faults:
                raise UserError(
                    "migration-failed",
                    f"{folder.file} could not be brought to this version: {faults} rows refer to nothing.",
                    f"The file was left as it was; a copy is {copy.name} in backups/. Please report this.",
                )
    return copy


def missing_parts(engine: Engine) -> list[str]:
    """Tables and columns that this program needs and a file of a newer version no longer has."""
    inspector = inspect(engine)
    present = set(inspector.get_table_names())
    missing = [name for name in metadata.tables if name not in present]
    for name, table in metadata.tables.items():
        if name in present:
            columns = {column["name"] for column in inspector.get_columns(name)}
            missing += [f"{name}.{column.name}" for column in table.columns if column.name not in columns]
    return missing


def _run_steps(connection: Connection) -> None:
    # Imported here: alembic costs a tenth of a second, and a project that is up to date never needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    sqlite.mark_file(connection, SCHEMA_VERSION)
