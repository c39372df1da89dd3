"""What the judge heard in a visit, beside its verdict."""

import sqlalchemy as sa
from alembic import op

revision = "0036_heard"
down_revision = "0035_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "heard_acts",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("reader", sa.String(8), nullable=False),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("why", sa.String(8), nullable=True),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_heard_acts_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_heard_acts")),
    )
    with op.batch_alter_table("calibration_item") as batch:
        batch.add_column(sa.Column("judged", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("calibration_item") as batch:
        batch.drop_column("judged")
    op.drop_table("heard_acts")
