"""Whether an account's password is still the one it was opened with, told by somebody else."""

import sqlalchemy as sa
from alembic import op

revision = "0005_first_password"
down_revision = "0004_models"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. Of the accounts there are, nobody knows; they are left in peace."""
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("first_password", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("first_password")
