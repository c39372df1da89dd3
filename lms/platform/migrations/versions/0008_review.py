"""What people say of an attempt: comments, marks set by a person, objections and their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0008_review"
down_revision = "0007_model_judge"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "review_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("criterion", sa.String(80), nullable=True),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers", sa.String(36), nullable=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_review_entry_attempt_id_attempt")
        ),
        sa.ForeignKeyConstraint(
            ["answers"], ["review_entry.id"], name=op.f("fk_review_entry_answers_review_entry")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_entry_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_entry")),
        # An objection has one answer; two people who answer at once do not both.
        sa.UniqueConstraint("answers", name=op.f("uq_review_entry_answers")),
    )
    with op.batch_alter_table("review_entry", schema=None) as batch_op:
        batch_op.create_index("ix_review_entry_attempt_id_at", ["attempt_id", "at"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("review_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_review_entry_attempt_id_at")
    op.drop_table("review_entry")
