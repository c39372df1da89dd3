"""A trainee's speech acts as a model reads them in the background, beside what the recogniser found."""

import sqlalchemy as sa
from alembic import op

revision = "0006_second_reading"
down_revision = "0005_first_password"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "second_reading",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("recognised", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("acts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("prompt", sa.String(16), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_second_reading_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_reading")),
    )
    with op.batch_alter_table("second_reading", schema=None) as batch_op:
        batch_op.create_index("ix_second_reading_attempt_id_at", ["attempt_id", "at"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("second_reading", schema=None) as batch_op:
        batch_op.drop_index("ix_second_reading_attempt_id_at")
    op.drop_table("second_reading")
