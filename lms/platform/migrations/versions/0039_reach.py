"""Whether a sealed original also holds how to reach the customer who asked to be called back."""

import sqlalchemy as sa
from alembic import op

revision = "0039_reach"
down_revision = "0038_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("feedback_original") as table:
        table.add_column(sa.Column("reach", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("feedback_original") as table:
        table.drop_column("reach")
