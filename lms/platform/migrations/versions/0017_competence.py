"""Competence: what was seen of somebody, what is believed of them, quiz items asked again day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0017_competence"
down_revision = "0016_audit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "competency_evidence",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("competency", sa.String(80), nullable=False),
        sa.Column("ref", sa.String(170), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("outcome", sa.Boolean(), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_competency_evidence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "competency", "ref", name=op.f("pk_competency_evidence")),
    )
    op.create_table(
        "competency_standing",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("competency", sa.String(80), nullable=False),
        sa.Column("mean", sa.Float(), nullable=False),
        sa.Column("variance", sa.Float(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vouched", sa.Boolean(), nullable=False),
        sa.Column("alone_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("steady_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_competency_standing_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "competency", name=op.f("pk_competency_standing")),
    )
    op.create_table(
        "review_card",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("kept", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_card_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "item", name=op.f("pk_review_card")),
    )
    with op.batch_alter_table("review_card", schema=None) as batch_op:
        batch_op.create_index("ix_review_card_person_id_due_at", ["person_id", "due_at"], unique=False)

    op.create_table(
        "review_day",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("correct", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_day_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_review_day")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("review_day")
    with op.batch_alter_table("review_card", schema=None) as batch_op:
        batch_op.drop_index("ix_review_card_person_id_due_at")

    op.drop_table("review_card")
    op.drop_table("competency_standing")
    op.drop_table("competency_evidence")
