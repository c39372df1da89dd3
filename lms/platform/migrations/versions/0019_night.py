"""What became of the work of every night; reminders, the letters that carry them, and where these go."""

import sqlalchemy as sa
from alembic import op

revision = "0019_night"
down_revision = "0018_erasure"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "daily_run",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", "day", name=op.f("pk_daily_run")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("enrolment_id", sa.String(36), nullable=True),
        sa.Column("course", sa.String(80), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_reminder_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_reminder_person_id_key")),
    )
    op.create_index("ix_reminder_person_id_day", "reminder", ["person_id", "day"])
    op.create_table(
        "letter",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(300), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_letter_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_letter_person_id_day")),
    )
    op.create_index(
        "ix_letter_to_post",
        "letter",
        ["day"],
        sqlite_where=sa.text("state IN ('waiting', 'posting')"),
        postgresql_where=sa.text("state IN ('waiting', 'posting')"),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(254), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("email")
    op.drop_index("ix_letter_to_post", table_name="letter")
    op.drop_table("letter")
    op.drop_index("ix_reminder_person_id_day", table_name="reminder")
    op.drop_table("reminder")
    op.drop_table("daily_run")
