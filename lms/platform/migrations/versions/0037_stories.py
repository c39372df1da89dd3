"""The story library: stories of service, whom they tell of, their steps, whom they helped, morning meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0037_stories"
down_revision = "0035_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "service_story",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("needed", sa.Text(), nullable=False),
        sa.Column("hard", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("competency", sa.String(40), nullable=False),
        sa.Column("business", sa.String(24), nullable=False),
        sa.Column("segment", sa.String(24), nullable=False),
        sa.Column("occasion", sa.String(24), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=True),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("model", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'asked', 'published', 'returned', 'withdrawn')",
            name=op.f("ck_service_story_state"),
        ),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_service_story_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_service_story_item_id_feedback_item")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_service_story_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_story")),
        sa.UniqueConstraint("by_person_id", "key", name=op.f("uq_service_story_by_person_id_key")),
    )
    op.create_index("ix_service_story_item_id", "service_story", ["item_id"])
    op.create_index("ix_service_story_state_unit_id", "service_story", ["state", "unit_id"])

    op.create_table(
        "story_person",
        sa.Column("story_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer IN ('open', 'named', 'unnamed', 'withdrawn')", name=op.f("ck_story_person_answer")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_story_person_person_id_person")),
        sa.ForeignKeyConstraint(
            ["story_id"], ["service_story.id"], name=op.f("fk_story_person_story_id_service_story")
        ),
        sa.PrimaryKeyConstraint("story_id", "person_id", name=op.f("pk_story_person")),
        sa.UniqueConstraint("story_id", "place", name=op.f("uq_story_person_story_id_place")),
    )
    op.create_index("ix_story_person_person_id", "story_person", ["person_id"])

    op.create_table(
        "story_step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("story_id", sa.String(36), nullable=False),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_story_step_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["service_story.id"], name=op.f("fk_story_step_story_id_service_story")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_step")),
    )
    op.create_index("ix_story_step_by_person_id", "story_step", ["by_person_id"])
    op.create_index("ix_story_step_story_id", "story_step", ["story_id"])

    op.create_table(
        "story_helped",
        sa.Column("story_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_story_helped_person_id_person")),
        sa.ForeignKeyConstraint(
            ["story_id"], ["service_story.id"], name=op.f("fk_story_helped_story_id_service_story")
        ),
        sa.PrimaryKeyConstraint("story_id", "person_id", name=op.f("pk_story_helped")),
    )
    op.create_index("ix_story_helped_person_id", "story_helped", ["person_id"])

    op.create_table(
        "story_morning",
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("story_id", sa.String(36), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_story_morning_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["service_story.id"], name=op.f("fk_story_morning_story_id_service_story")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_story_morning_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "day", name=op.f("pk_story_morning")),
    )
    op.create_index("ix_story_morning_by_person_id", "story_morning", ["by_person_id"])
    op.create_index("ix_story_morning_story_id", "story_morning", ["story_id"])


def downgrade() -> None:
    """Take it back."""
    for table in ("story_morning", "story_helped", "story_step", "story_person", "service_story"):
        op.drop_table(table)
