"""Whether the bank's identity provider vouched for whoever signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0021_sso"
down_revision = "0020_observation"
branch_labels = None
depends_on = None

TABLES = ("sign_in_ticket", "session_token")


def upgrade() -> None:
    """Make the change."""
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("sso", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it back."""
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("sso")
