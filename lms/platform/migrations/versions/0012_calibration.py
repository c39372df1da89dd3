"""Calibration: exams that several people mark blind, how far they agreed, and what was decided of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012_calibration"
down_revision = "0011_conduct"
branch_labels = None
depends_on = None

_OF_ROUND = "calibration_round"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        _OF_ROUND,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("rubric", sa.String(80), nullable=False),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("drawn_by", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["drawn_by"], ["person.id"], name=op.f("fk_calibration_round_drawn_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_round")),
    )
    with op.batch_alter_table(_OF_ROUND, schema=None) as batch_op:
        batch_op.create_index(
            "ix_calibration_round_rubric_measured_at", ["rubric", "measured_at"], unique=False
        )
    op.create_table(
        "calibration_item",
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], [f"{_OF_ROUND}.id"], name=op.f("fk_calibration_item_round_id_calibration_round")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_calibration_item_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("round_id", "place", name=op.f("pk_calibration_item")),
        sa.UniqueConstraint("round_id", "attempt_id", name=op.f("uq_calibration_item_round_id_attempt_id")),
    )
    with op.batch_alter_table("calibration_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calibration_item_attempt_id"), ["attempt_id"], unique=False)
    op.create_table(
        "calibration_sheet",
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("outcomes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], [f"{_OF_ROUND}.id"], name=op.f("fk_calibration_sheet_round_id_calibration_round")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calibration_sheet_person_id_person")
        ),
        sa.PrimaryKeyConstraint("round_id", "place", "person_id", name=op.f("pk_calibration_sheet")),
    )
    op.create_table(
        "calibration_line",
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("line", sa.String(80), nullable=False),
        sa.Column("part", sa.String(10), nullable=False),
        sa.Column("people", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("judges", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("change", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(8), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], [f"{_OF_ROUND}.id"], name=op.f("fk_calibration_line_round_id_calibration_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "line", name=op.f("pk_calibration_line")),
    )
    op.create_table(
        "calibration_decision",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("line", sa.String(80), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], [f"{_OF_ROUND}.id"], name=op.f("fk_calibration_decision_round_id_calibration_round")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calibration_decision_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_decision")),
    )
    with op.batch_alter_table("calibration_decision", schema=None) as batch_op:
        batch_op.create_index("ix_calibration_decision_round_id_line", ["round_id", "line"], unique=False)
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("set_aside", sa.JSON(none_as_null=True), server_default="[]", nullable=False)
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_column("set_aside")
    op.drop_table("calibration_decision")
    op.drop_table("calibration_line")
    op.drop_table("calibration_sheet")
    op.drop_table("calibration_item")
    op.drop_table(_OF_ROUND)
