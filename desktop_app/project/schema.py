"""The tables of a project file, as this version of the program knows them.

Every constraint has a name, so that later migrations can change it in any database. Nothing is deleted by cascade:
RESTRICT turns a mistake in our code into a failed edit instead of lost boxes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from desktop_app.project.column_types import FilePath, HexBytes, PackedPoints, Unsigned64, UtcMicroseconds, UuidBytes

# Counts the migrations; also the file's user_version. Raise it with every new one.
SCHEMA_VERSION = 2

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _refers(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="RESTRICT")


# name, value: what the project says of itself ('created', 'split_seed', 'journal_notice').
facts = Table("facts", metadata, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

# path: relative to the project's folder if is_relative ('../photos'), else absolute.
image_roots = Table(
    "image_roots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", FilePath, nullable=False),
    Column("is_relative", Boolean, nullable=False),
    UniqueConstraint("path", "is_relative"),
    sqlite_autoincrement=True,
)

# path: relative to its root, '/' between the parts.   state: what a person set; NULL: follows from the annotations.
# taken_us, camera: as in ml_engine.images.capture; camera is NULL until the file was asked.
# annotation_count is kept by the transaction that changes annotations: it makes the status of 100,000 pictures an
# index read.
images = Table(
    "images",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("root_id", Integer, _refers("image_roots.id"), nullable=False),
    Column("path", FilePath, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("missing", Boolean, nullable=False, default=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("content_hash", HexBytes),
    Column("perceptual_hash", Unsigned64),
    Column("state", String),
    Column("split", String),
    Column("annotation_count", Integer, nullable=False, default=0),
    Column("taken_us", BigInteger),
    Column("camera", Text),
    UniqueConstraint("root_id", "path"),
    CheckConstraint("state IN ('verified', 'skipped')", name="state"),
    CheckConstraint("split IN ('train', 'validation', 'test')", name="split"),
    CheckConstraint("annotation_count >= 0", name="annotation_count"),
    sqlite_autoincrement=True,
)
Index("ix_images_state_count", images.c.missing, images.c.state, images.c.annotation_count)
Index("ix_images_split", images.c.split)
Index("ix_images_content_hash", images.c.content_hash)

labels = Table(
    "labels",
    metadata,
    Column("id", UuidBytes, primary_key=True),
    Column("name", Text, nullable=False),
    Column("color", String, nullable=False),
    Column("key", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("archived", Boolean, nullable=False),
)

# Not called `annotations`: that name means the future feature in every module that imports it.
annotation_rows = Table(
    "annotations",
    metadata,
    Column("id", UuidBytes, primary_key=True),
    Column("image_id", Integer, _refers("images.id"), nullable=False),
    Column("label_id", UuidBytes, _refers("labels.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("points", PackedPoints, nullable=False),
)
Index("ix_annotations_image_id", annotation_rows.c.image_id)
Index("ix_annotations_label_id_image_id", annotation_rows.c.label_id, annotation_rows.c.image_id)

# id: of the annotation that it becomes when it is accepted.   run_id: name of the run's folder.
proposals = Table(
    "proposals",
    metadata,
    Column("id", UuidBytes, primary_key=True),
    Column("image_id", Integer, _refers("images.id"), nullable=False),
    Column("label_id", UuidBytes, _refers("labels.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("points", PackedPoints, nullable=False),
    Column("score", Double, nullable=False),
    Column("run_id", String, nullable=False),
    Column("status", String, nullable=False),
    CheckConstraint("status IN ('pending', 'accepted', 'rejected')", name="status"),
)
Index("ix_proposals_image_id_status", proposals.c.image_id, proposals.c.status)
Index("ix_proposals_label_id", proposals.c.label_id)

# undone: behind the undo pointer, waiting for redo. The pointer lies between the last row that is not and the first
# that is.
edits = Table(
    "edits",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", UuidBytes, nullable=False),
    Column("name", Text, nullable=False),
    Column("time", UtcMicroseconds, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
    UniqueConstraint("id"),
    sqlite_autoincrement=True,
)
Index("ix_edits_undone", edits.c.undone, edits.c.number)

# The records of an edit, in parts, so that an import of a million boxes never has to be in memory whole.
edit_parts = Table(
    "edit_parts",
    metadata,
    Column("edit_number", Integer, _refers("edits.number"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("records", LargeBinary, nullable=False),
)

# Files under the roots that could not be used. image_id: NULL for what never became a picture of the project.
problems = Table(
    "problems",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("root_id", Integer, _refers("image_roots.id"), nullable=False),
    Column("path", FilePath, nullable=False),
    Column("image_id", Integer, _refers("images.id")),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("root_id", "path"),
)
Index("ix_problems_image_id", problems.c.image_id)

# An index of runs/, rebuilt from the folders, which are the truth.
runs = Table(
    "runs",
    metadata,
    Column("name", String, primary_key=True),
    Column("task", String, nullable=False),
    Column("backbone", String, nullable=False),
    Column("state", String, nullable=False),
    Column("changed_ns", BigInteger, nullable=False),
    Column("metrics", Text, nullable=False),
)
