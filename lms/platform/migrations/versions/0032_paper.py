"""The quarterly paper: that texts were compared, which are alike, and what people call that."""

import sqlalchemy as sa
from alembic import op

revision = "0032_paper"
down_revision = "0031_voice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "need_reading",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("quarter", sa.String(7), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(36), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(12), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_need_reading_asked_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_reading")),
    )
    op.create_index("ix_need_reading_asked_by", "need_reading", ["asked_by"])
    op.create_index("ix_need_reading_quarter_ended_at", "need_reading", ["quarter", "ended_at"])
    op.create_index(
        "uq_need_reading_open",
        "need_reading",
        ["quarter"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "need_group",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("reading_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("profile", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("proposed", sa.String(40), nullable=True),
        sa.Column("name", sa.String(40), nullable=True),
        sa.Column("named_by", sa.String(36), nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["need_reading.id"], name=op.f("fk_need_group_reading_id_need_reading")
        ),
        sa.ForeignKeyConstraint(["named_by"], ["person.id"], name=op.f("fk_need_group_named_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_group")),
    )
    op.create_index("ix_need_group_named_by", "need_group", ["named_by"])
    op.create_index("ix_need_group_reading_id", "need_group", ["reading_id"])
    op.create_table(
        "need_member",
        sa.Column("group_id", sa.String(36), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["need_group.id"], name=op.f("fk_need_member_group_id_need_group")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_need_member_item_id_feedback_item")
        ),
        sa.PrimaryKeyConstraint("group_id", "item_id", name=op.f("pk_need_member")),
    )
    op.create_index("ix_need_member_item_id", "need_member", ["item_id"])
    op.create_index("ix_feedback_standing_received_at", "feedback_standing", ["received_at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_feedback_standing_received_at", "feedback_standing")
    op.drop_table("need_member")
    op.drop_table("need_group")
    op.drop_table("need_reading")
