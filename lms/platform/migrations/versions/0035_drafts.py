"""Blind marks that are not sent yet."""

import sqlalchemy as sa
from alembic import op

revision = "0035_drafts"
down_revision = "0034_stories"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "calibration_draft",
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calibration_draft_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["calibration_round.id"],
            name=op.f("fk_calibration_draft_round_id_calibration_round"),
        ),
        sa.PrimaryKeyConstraint("round_id", "place", "person_id", name=op.f("pk_calibration_draft")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("calibration_draft")
