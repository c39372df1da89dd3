"""Training hours: ledger, yearly targets, classes with their rosters, morning drills."""

import sqlalchemy as sa
from alembic import op

revision = "0015_hours"
down_revision = "0014_certificates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "class_session",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("topics", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("course", sa.String(80), nullable=True),
        sa.Column("activity", sa.String(80), nullable=True),
        sa.Column("scenario", sa.String(80), nullable=True),
        sa.Column("make_up_of", sa.String(36), nullable=True),
        sa.Column("planned_by", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_class_session_closed_by_person")),
        sa.ForeignKeyConstraint(
            ["make_up_of"], ["class_session.id"], name=op.f("fk_class_session_make_up_of_class_session")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["person.id"], name=op.f("fk_class_session_planned_by_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_class_session_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_session")),
    )
    with op.batch_alter_table("class_session", schema=None) as batch_op:
        batch_op.create_index("ix_class_session_unit_id_starts_at", ["unit_id", "starts_at"], unique=False)

    op.create_table(
        "hours_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(24), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(170), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("corrects", sa.String(36), nullable=True),
        sa.Column("reason", sa.String(500), nullable=True),
        sa.Column("by_person_id", sa.String(36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_hours_entry_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["corrects"], ["hours_entry.id"], name=op.f("fk_hours_entry_corrects_hours_entry")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hours_entry_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_entry")),
        sa.UniqueConstraint("source", "topic", name=op.f("uq_hours_entry_source_topic")),
    )
    with op.batch_alter_table("hours_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hours_entry_corrects"), ["corrects"], unique=False)
        batch_op.create_index("ix_hours_entry_person_id_year", ["person_id", "year"], unique=False)
        batch_op.create_index(
            "ix_hours_entry_year_topic", ["year", "topic", "person_id", "minutes"], unique=False
        )

    op.create_table(
        "hours_target",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("topic", sa.String(24), nullable=False),
        sa.Column("staff_group", sa.String(16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_hours_target_by_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_target")),
    )
    with op.batch_alter_table("hours_target", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hours_target_topic_staff_group", ["topic", "staff_group", "year"], unique=False
        )

    op.create_table(
        "class_seat",
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("present_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how", sa.String(6), nullable=True),
        sa.Column("by_person_id", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_class_seat_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_class_seat_person_id_person")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_class_seat_session_id_class_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_class_seat")),
    )
    with op.batch_alter_table("class_seat", schema=None) as batch_op:
        batch_op.create_index("ix_class_seat_person_id", ["person_id"], unique=False)

    op.create_table(
        "morning_drill",
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("scenario_version", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_morning_drill_session_id_class_session")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_morning_drill_unit_id_unit")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_morning_drill")),
        sa.UniqueConstraint("unit_id", "day", name=op.f("uq_morning_drill_unit_id_day")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("morning_drill")
    with op.batch_alter_table("class_seat", schema=None) as batch_op:
        batch_op.drop_index("ix_class_seat_person_id")

    op.drop_table("class_seat")
    with op.batch_alter_table("hours_target", schema=None) as batch_op:
        batch_op.drop_index("ix_hours_target_topic_staff_group")

    op.drop_table("hours_target")
    with op.batch_alter_table("hours_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_hours_entry_year_topic")
        batch_op.drop_index("ix_hours_entry_person_id_year")
        batch_op.drop_index(batch_op.f("ix_hours_entry_corrects"))

    op.drop_table("hours_entry")
    with op.batch_alter_table("class_session", schema=None) as batch_op:
        batch_op.drop_index("ix_class_session_unit_id_starts_at")

    op.drop_table("class_session")
