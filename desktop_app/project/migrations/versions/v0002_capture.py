"""When and with what a picture was taken, so that a burst of shots can be kept in one split."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("images", sa.Column("taken_us", sa.BigInteger))
    op.add_column("images", sa.Column("camera", sa.Text))
