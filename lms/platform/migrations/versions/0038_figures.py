"""Figures of branches by month, with definition, owner and date; keys by which other systems hand these in, too."""

import sqlalchemy as sa
from alembic import op

revision = "0038_figures"
down_revision = "0037_stories"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("feedback_key") as table:
        table.add_column(sa.Column("scope", sa.String(24), nullable=False, server_default="feedback"))
    op.create_table(
        "figure_set",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("definition", sa.String(300), nullable=False),
        sa.Column("owner_id", sa.String(36), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=True),
        sa.Column("key_id", sa.String(36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_figure_set_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["feedback_key.id"], name=op.f("fk_figure_set_key_id_feedback_key")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_figure_set_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_set")),
    )
    op.create_index("ix_figure_set_by_person_id", "figure_set", ["by_person_id"])
    op.create_index("ix_figure_set_kind_at", "figure_set", ["kind", "at"])
    op.create_index("ix_figure_set_owner_id", "figure_set", ["owner_id"])

    op.create_table(
        "figure",
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("set_id", sa.String(36), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_figure_value")),
        sa.ForeignKeyConstraint(["set_id"], ["figure_set.id"], name=op.f("fk_figure_set_id_figure_set")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_figure_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "kind", "month", name=op.f("pk_figure")),
    )
    op.create_index("ix_figure_kind_month", "figure", ["kind", "month"])
    op.create_index("ix_figure_set_id", "figure", ["set_id"])

    op.create_table(
        "figure_before",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("set_id", sa.String(36), nullable=False),
        sa.Column("replaced_by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["figure_set.id"], name=op.f("fk_figure_before_replaced_by_figure_set")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["figure_set.id"], name=op.f("fk_figure_before_set_id_figure_set")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_figure_before_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_before")),
    )
    op.create_index("ix_figure_before_kind_unit_id", "figure_before", ["kind", "unit_id"])
    op.create_index("ix_figure_before_replaced_by", "figure_before", ["replaced_by"])

    op.create_table(
        "figure_request",
        sa.Column("key_id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("older", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["feedback_key.id"], name=op.f("fk_figure_request_key_id_feedback_key")
        ),
        sa.PrimaryKeyConstraint("key_id", "number", name=op.f("pk_figure_request")),
    )
    op.create_index("ix_figure_request_key_id_at", "figure_request", ["key_id", "at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("figure_request")
    op.drop_table("figure_before")
    op.drop_table("figure")
    op.drop_table("figure_set")
    with op.batch_alter_table("feedback_key") as table:
        table.drop_column("scope")
