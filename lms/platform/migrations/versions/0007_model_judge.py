"""What a model found in an attempt, beside what the rules did; and which attempts wait to be judged by one."""

import sqlalchemy as sa
from alembic import op

revision = "0007_model_judge"
down_revision = "0006_second_reading"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("model", sa.String(120), nullable=True))
        batch_op.add_column(sa.Column("prompt", sa.String(16), nullable=True))
        batch_op.add_column(sa.Column("raw", sa.Text(), nullable=True))
    op.create_table(
        "judging",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("failure", sa.String(20), nullable=True),
        sa.Column("model", sa.String(120), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_judging_attempt_id_attempt")),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_judging")),
    )
    op.create_index(
        "ix_judging_waiting",
        "judging",
        ["asked_at"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_judging_waiting", table_name="judging")
    op.drop_table("judging")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        for column in ("raw", "prompt", "model"):
            batch_op.drop_column(column)
