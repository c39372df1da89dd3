"""The jobs that somebody holds beside their main one."""

import sqlalchemy as sa
from alembic import op

revision = "0028_jobs"
down_revision = "0027_culture"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("further_jobs", sa.String(160), server_default="", nullable=False))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_column("further_jobs")
