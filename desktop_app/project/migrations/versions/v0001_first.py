"""The first version of the project file.

The column types of the package are not used here: a step must keep meaning the same when they change.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _pictures()
    _statements()
    _history()


def _pictures() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
    op.create_table(
        "image_roots",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("is_relative", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_image_roots"),
        sa.UniqueConstraint("path", "is_relative", name="uq_image_roots_path_is_relative"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "images",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("root_id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("missing", sa.Boolean, nullable=False),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("content_hash", sa.LargeBinary(32)),
        sa.Column("perceptual_hash", sa.BigInteger),
        sa.Column("state", sa.String),
        sa.Column("split", sa.String),
        sa.Column("annotation_count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_images"),
        sa.ForeignKeyConstraint(
            ["root_id"], ["image_roots.id"], name="fk_images_root_id_image_roots", ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("root_id", "path", name="uq_images_root_id_path"),
        sa.CheckConstraint("state IN ('verified', 'skipped')", name="ck_images_state"),
        sa.CheckConstraint("split IN ('train', 'validation', 'test')", name="ck_images_split"),
        sa.CheckConstraint("annotation_count >= 0", name="ck_images_annotation_count"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_images_state_count", "images", ["missing", "state", "annotation_count"])
    op.create_index("ix_images_split", "images", ["split"])
    op.create_index("ix_images_content_hash", "images", ["content_hash"])
    op.create_table(
        "problems",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("root_id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("image_id", sa.Integer),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_problems"),
        sa.ForeignKeyConstraint(
            ["root_id"], ["image_roots.id"], name="fk_problems_root_id_image_roots", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name="fk_problems_image_id_images", ondelete="RESTRICT"),
        sa.UniqueConstraint("root_id", "path", name="uq_problems_root_id_path"),
    )
    op.create_index("ix_problems_image_id", "problems", ["image_id"])


def _statements() -> None:
    op.create_table(
        "labels",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("color", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_labels"),
    )
    for table in ("annotations", "proposals"):
        extra: list[sa.schema.SchemaItem] = []
        if table == "proposals":
            extra = [
                sa.Column("score", sa.Double, nullable=False),
                sa.Column("run_id", sa.String, nullable=False),
                sa.Column("status", sa.String, nullable=False),
                sa.CheckConstraint("status IN ('pending', 'accepted', 'rejected')", name="ck_proposals_status"),
            ]
        op.create_table(
            table,
            sa.Column("id", sa.LargeBinary(16), nullable=False),
            sa.Column("image_id", sa.Integer, nullable=False),
            sa.Column("label_id", sa.LargeBinary(16), nullable=False),
            sa.Column("kind", sa.String, nullable=False),
            sa.Column("points", sa.LargeBinary, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.ForeignKeyConstraint(
                ["image_id"], ["images.id"], name=f"fk_{table}_image_id_images", ondelete="RESTRICT"
            ),
            sa.ForeignKeyConstraint(
                ["label_id"], ["labels.id"], name=f"fk_{table}_label_id_labels", ondelete="RESTRICT"
            ),
            *extra,
        )
    op.create_index("ix_annotations_image_id", "annotations", ["image_id"])
    op.create_index("ix_annotations_label_id_image_id", "annotations", ["label_id", "image_id"])
    op.create_index("ix_proposals_image_id_status", "proposals", ["image_id", "status"])
    op.create_index("ix_proposals_label_id", "proposals", ["label_id"])


def _history() -> None:
    op.create_table(
        "edits",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("time", sa.BigInteger, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_edits"),
        sa.UniqueConstraint("id", name="uq_edits_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edits_undone", "edits", ["undone", "number"])
    op.create_table(
        "edit_parts",
        sa.Column("edit_number", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("records", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("edit_number", "part", name="pk_edit_parts"),
        sa.ForeignKeyConstraint(
            ["edit_number"], ["edits.number"], name="fk_edit_parts_edit_number_edits", ondelete="RESTRICT"
        ),
    )
    op.create_table(
        "runs",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("task", sa.String, nullable=False),
        sa.Column("backbone", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("changed_ns", sa.BigInteger, nullable=False),
        sa.Column("metrics", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_runs"),
    )
