"""What the rule reckoned of every branch when a quarter's honours were decided; not known of those decided before."""

import sqlalchemy as sa
from alembic import op

revision = "0040_reckoned"
down_revision = "0039_reach"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("honour_quarter") as table:
        table.add_column(sa.Column("reckoned", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("honour_quarter") as table:
        table.drop_column("reckoned")
