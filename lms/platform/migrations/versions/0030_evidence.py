"""Evidence: complaints from before the portal as figures, pilots, their branches, and what was decided about them."""

import sqlalchemy as sa
from alembic import op

revision = "0030_evidence"
down_revision = "0029_loop"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "past_complaints",
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cause", sa.String(24), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("complaints > 0", name=op.f("ck_past_complaints_complaints")),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_past_complaints_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_past_complaints_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "day", "cause", name=op.f("pk_past_complaints")),
    )
    op.create_index("ix_past_complaints_by_person_id", "past_complaints", ["by_person_id"])
    op.create_index("ix_past_complaints_day", "past_complaints", ["day"])

    op.create_table(
        "pilot",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("curriculum", sa.String(80), nullable=False),
        sa.Column("metric", sa.String(24), nullable=False),
        sa.Column("cause", sa.String(24), nullable=True),
        sa.Column("competency", sa.String(80), nullable=True),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("exit_percent", sa.Integer(), nullable=False),
        sa.Column("exit_after", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("begun_by", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("metric IN ('complaints', 'mastery')", name=op.f("ck_pilot_metric")),
        sa.ForeignKeyConstraint(["begun_by"], ["person.id"], name=op.f("fk_pilot_begun_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot")),
    )
    op.create_index("ix_pilot_begins_on", "pilot", ["begins_on"])
    op.create_index("ix_pilot_begun_by", "pilot", ["begun_by"])

    op.create_table(
        "pilot_branch",
        sa.Column("pilot_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_pilot_branch_pilot_id_pilot")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pilot_branch_unit_id_unit")),
        sa.PrimaryKeyConstraint("pilot_id", "unit_id", name=op.f("pk_pilot_branch")),
    )
    op.create_index("ix_pilot_branch_unit_id", "pilot_branch", ["unit_id"])

    op.create_table(
        "pilot_step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("pilot_id", sa.String(36), nullable=False),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_pilot_step_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_pilot_step_pilot_id_pilot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_step")),
    )
    op.create_index("ix_pilot_step_by_person_id", "pilot_step", ["by_person_id"])
    op.create_index("ix_pilot_step_pilot_id_at", "pilot_step", ["pilot_id", "at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("pilot_step")
    op.drop_table("pilot_branch")
    op.drop_table("pilot")
    op.drop_table("past_complaints")
