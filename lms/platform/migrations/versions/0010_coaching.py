"""What a model wrote of an attempt for its debrief, and which attempts wait for it."""

import sqlalchemy as sa
from alembic import op

revision = "0010_coaching"
down_revision = "0009_work_order"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "coaching",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("failure", sa.String(20), nullable=True),
        sa.Column("model", sa.String(120), nullable=True),
        sa.Column("advice", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("dropped", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("prompt", sa.String(16), nullable=True),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_coaching_attempt_id_attempt")),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_coaching")),
    )
    op.create_index(
        "ix_coaching_waiting",
        "coaching",
        ["asked_at"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_coaching_waiting", table_name="coaching")
    op.drop_table("coaching")
