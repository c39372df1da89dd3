"""Cases: how each stands, what was done about it, and who was told that a limit is near."""

import sqlalchemy as sa
from alembic import op

revision = "0026_cases"
down_revision = "0025_size"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "feedback_case",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(36), nullable=True),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("track", sa.String(24), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("handler_id", sa.String(36), nullable=True),
        sa.Column("desk_id", sa.String(36), nullable=True),
        sa.Column("clock", sa.String(24), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("soon_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("way_out", sa.String(24), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_case_item_id_feedback_item")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_feedback_case_opened_by_person")),
        sa.ForeignKeyConstraint(
            ["handler_id"], ["person.id"], name=op.f("fk_feedback_case_handler_id_person")
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["unit.id"], name=op.f("fk_feedback_case_desk_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_case")),
        sa.UniqueConstraint("item_id", name=op.f("uq_feedback_case_item_id")),
    )
    op.create_index("ix_feedback_case_handler_id", "feedback_case", ["handler_id"])
    op.create_index("ix_feedback_case_closed_at", "feedback_case", ["closed_at"])
    for name, column, where in (
        ("ix_feedback_case_open", "due_at", "closed_at IS NULL"),
        ("ix_feedback_case_untold", "soon_at", "closed_at IS NULL AND told < 2"),
    ):
        op.create_index(
            name,
            "feedback_case",
            [column],
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    op.create_table(
        "feedback_case_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("did", sa.String(24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["feedback_case.id"], name=op.f("fk_feedback_case_entry_case_id_feedback_case")
        ),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_feedback_case_entry_by_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_case_entry")),
    )
    op.create_index("ix_feedback_case_entry_case_id_at", "feedback_case_entry", ["case_id", "at"])
    op.create_index("ix_feedback_case_entry_by_person_id", "feedback_case_entry", ["by_person_id"])
    op.create_table(
        "feedback_case_warning",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("clock", sa.String(24), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["feedback_case.id"], name=op.f("fk_feedback_case_warning_case_id_feedback_case")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_feedback_case_warning_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_case_warning")),
        sa.UniqueConstraint(
            "case_id",
            "person_id",
            "clock",
            "due_at",
            "over",
            name=op.f("uq_feedback_case_warning_case_id_person_id_clock_due_at_over"),
        ),
    )
    op.create_index("ix_feedback_case_warning_person_id", "feedback_case_warning", ["person_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("feedback_case_warning")
    op.drop_table("feedback_case_entry")
    op.drop_table("feedback_case")
