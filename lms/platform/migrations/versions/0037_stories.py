"""Stories of service, whom they tell of and helped; innovation contests with entries, marks, votes and prizes."""

import sqlalchemy as sa
from alembic import op

revision = "0037_stories"
down_revision = "0036_heard"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    _stories()
    _contests()


def _stories() -> None:
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


def _contests() -> None:
    op.create_table(
        "contest",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("entries_from", sa.Date(), nullable=False),
        sa.Column("entries_until", sa.Date(), nullable=False),
        sa.Column("vote_until", sa.Date(), nullable=False),
        sa.Column("jury_until", sa.Date(), nullable=False),
        sa.Column("jury_weight", sa.Integer(), nullable=False),
        sa.Column("own_branch", sa.Boolean(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("prizes", sa.JSON(), nullable=False),
        sa.Column("opened_by", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_by", sa.String(36), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.CheckConstraint("jury_weight BETWEEN 1 AND 100", name=op.f("ck_contest_jury_weight")),
        sa.ForeignKeyConstraint(["announced_by"], ["person.id"], name=op.f("fk_contest_announced_by_person")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_contest_opened_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
        sa.UniqueConstraint("opened_by", "key", name=op.f("uq_contest_opened_by_key")),
    )
    op.create_index("ix_contest_announced_by", "contest", ["announced_by"])
    op.create_index("ix_contest_entries_from", "contest", ["entries_from"])

    op.create_table(
        "contest_unit",
        sa.Column("contest_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contest_unit_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contest_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("contest_id", "unit_id", name=op.f("pk_contest_unit")),
    )
    op.create_index("ix_contest_unit_unit_id", "contest_unit", ["unit_id"])

    op.create_table(
        "contest_juror",
        sa.Column("contest_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contest_juror_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contest_juror_person_id_person")),
        sa.PrimaryKeyConstraint("contest_id", "person_id", name=op.f("pk_contest_juror")),
    )
    op.create_index("ix_contest_juror_person_id", "contest_juror", ["person_id"])

    op.create_table(
        "contest_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("contest_id", sa.String(36), nullable=False),
        sa.Column("suggestion_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("jury", sa.Integer(), nullable=True),
        sa.Column("marks", sa.Integer(), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contest_entry_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contest_entry_person_id_person")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_contest_entry_suggestion_id_suggestion")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contest_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_entry")),
        sa.UniqueConstraint("contest_id", "person_id", name=op.f("uq_contest_entry_contest_id_person_id")),
        sa.UniqueConstraint(
            "contest_id", "suggestion_id", name=op.f("uq_contest_entry_contest_id_suggestion_id")
        ),
    )
    op.create_index("ix_contest_entry_person_id", "contest_entry", ["person_id"])
    op.create_index("ix_contest_entry_suggestion_id", "contest_entry", ["suggestion_id"])

    op.create_table(
        "contest_mark",
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column("juror_id", sa.String(36), nullable=False),
        sa.Column("criterion", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mark BETWEEN 1 AND 5", name=op.f("ck_contest_mark_mark")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contest_entry.id"], name=op.f("fk_contest_mark_entry_id_contest_entry")
        ),
        sa.ForeignKeyConstraint(["juror_id"], ["person.id"], name=op.f("fk_contest_mark_juror_id_person")),
        sa.PrimaryKeyConstraint("entry_id", "juror_id", "criterion", name=op.f("pk_contest_mark")),
    )
    op.create_index("ix_contest_mark_juror_id", "contest_mark", ["juror_id"])

    op.create_table(
        "contest_vote",
        sa.Column("contest_id", sa.String(36), nullable=False),
        sa.Column("voter_id", sa.String(36), nullable=False),
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contest_vote_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contest_entry.id"], name=op.f("fk_contest_vote_entry_id_contest_entry")
        ),
        sa.ForeignKeyConstraint(["voter_id"], ["person.id"], name=op.f("fk_contest_vote_voter_id_person")),
        sa.PrimaryKeyConstraint("contest_id", "voter_id", name=op.f("pk_contest_vote")),
    )
    op.create_index("ix_contest_vote_entry_id", "contest_vote", ["entry_id"])
    op.create_index("ix_contest_vote_voter_id", "contest_vote", ["voter_id"])

    op.create_table(
        "contest_prize",
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("decided_by", sa.String(36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'approved', 'refused')", name=op.f("ck_contest_prize_state")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_contest_prize_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["contest_entry.id"], name=op.f("fk_contest_prize_entry_id_contest_entry")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contest_prize_person_id_person")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_contest_prize")),
    )
    op.create_index("ix_contest_prize_decided_by", "contest_prize", ["decided_by"])
    op.create_index("ix_contest_prize_person_id", "contest_prize", ["person_id"])


def downgrade() -> None:
    """Take it back."""
    contests = ("prize", "vote", "mark", "entry", "juror", "unit")
    for table in (*(f"contest_{one}" for one in contests), "contest"):
        op.drop_table(table)
    for table in ("story_morning", "story_helped", "story_step", "story_person", "service_story"):
        op.drop_table(table)
