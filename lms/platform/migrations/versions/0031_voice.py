"""Staff themselves: what gets in their way, how their weeks were, what they bore."""

import sqlalchemy as sa
from alembic import op

revision = "0031_voice"
down_revision = "0030_evidence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "mood_week",
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("halves", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_mood_week_unit_id_unit")),
        sa.PrimaryKeyConstraint("week", "unit_id", name=op.f("pk_mood_week")),
    )
    op.create_table(
        "hardship",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("said_by", sa.String(36), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hardship_person_id_person")),
        sa.ForeignKeyConstraint(["said_by"], ["person.id"], name=op.f("fk_hardship_said_by_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_hardship_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hardship")),
        sa.UniqueConstraint("said_by", "key", name=op.f("uq_hardship_said_by_key")),
    )
    op.create_index("ix_hardship_person_id", "hardship", ["person_id"])
    op.create_index("ix_hardship_unit_id_at", "hardship", ["unit_id", "at"])

    op.create_table(
        "mood_answer",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("mood", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mood BETWEEN 1 AND 5", name=op.f("ck_mood_answer_mood")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mood_answer_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_mood_answer_unit_id_unit")),
        sa.PrimaryKeyConstraint("person_id", "week", name=op.f("pk_mood_answer")),
    )
    op.create_index("ix_mood_answer_week", "mood_answer", ["week"])

    op.create_table(
        "staff_voice",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("to_manager", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("soon_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_staff_voice_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_staff_voice_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_voice")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_staff_voice_person_id_key")),
    )
    op.create_index(
        "ix_staff_voice_open",
        "staff_voice",
        ["due_on"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_staff_voice_unit_id_at", "staff_voice", ["unit_id", "at"])

    op.create_table(
        "hardship_step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("hardship_id", sa.String(36), nullable=False),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_hardship_step_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["hardship_id"], ["hardship.id"], name=op.f("fk_hardship_step_hardship_id_hardship")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hardship_step")),
    )
    op.create_index("ix_hardship_step_by_person_id", "hardship_step", ["by_person_id"])
    op.create_index("ix_hardship_step_hardship_id", "hardship_step", ["hardship_id"])

    op.create_table(
        "staff_voice_word",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("voice_id", sa.String(36), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_staff_voice_word_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["voice_id"], ["staff_voice.id"], name=op.f("fk_staff_voice_word_voice_id_staff_voice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_voice_word")),
    )
    op.create_index("ix_staff_voice_word_by_person_id", "staff_voice_word", ["by_person_id"])
    op.create_index("ix_staff_voice_word_voice_id", "staff_voice_word", ["voice_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("staff_voice_word")
    op.drop_table("hardship_step")
    op.drop_table("staff_voice")
    op.drop_table("mood_answer")
    op.drop_table("hardship")
    op.drop_table("mood_week")
