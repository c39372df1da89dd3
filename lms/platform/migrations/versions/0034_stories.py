"""Answers: what somebody keeps or used just now, and what nobody found."""

import sqlalchemy as sa
from alembic import op

revision = "0034_stories"
down_revision = "0033_shopper"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "answer_mark",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("entry", sa.String(120), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answer_mark_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "entry", name=op.f("pk_answer_mark")),
    )
    op.create_index("ix_answer_mark_person_id_at", "answer_mark", ["person_id", "at"])

    op.create_table(
        "answer_miss",
        sa.Column("words", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("despite", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("words", "day", name=op.f("pk_answer_miss")),
    )
    op.create_index("ix_answer_miss_day", "answer_miss", ["day"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("answer_miss")
    op.drop_table("answer_mark")
