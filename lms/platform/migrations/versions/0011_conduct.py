"""Conversations of real service that may be trained on, and what was signalled in them and in exams."""

import sqlalchemy as sa
from alembic import op

revision = "0011_conduct"
down_revision = "0010_coaching"
branch_labels = None
depends_on = None

_SIGNAL_INDEXES = {
    "ix_conduct_signal_person_id_at": ["person_id", "at"],
    "ix_conduct_signal_at": ["at"],
    "ix_conduct_signal_attempt_id": ["attempt_id"],
    "ix_conduct_signal_transcript_id": ["transcript_id"],
}


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attempt_exam_closed_at",
            ["closed_at"],
            unique=False,
            sqlite_where=sa.text("mode = 'exam'"),
            postgresql_where=sa.text("mode = 'exam'"),
        )
    op.create_table(
        "transcript_import",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("file", sa.String(255), nullable=False),
        sa.Column("authorised_by", sa.String(36), nullable=False),
        sa.Column("purpose", sa.String(200), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authorised_by"], ["person.id"], name=op.f("fk_transcript_import_authorised_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript_import")),
    )
    op.create_table(
        "service_transcript",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("import_id", sa.String(36), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turns", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["transcript_import.id"],
            name=op.f("fk_service_transcript_import_id_transcript_import"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_service_transcript_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_transcript")),
        sa.UniqueConstraint("digest", name=op.f("uq_service_transcript_digest")),
    )
    with op.batch_alter_table("service_transcript", schema=None) as batch_op:
        batch_op.create_index("ix_service_transcript_import_id", ["import_id"], unique=False)
        batch_op.create_index(
            "ix_service_transcript_person_id_held_at", ["person_id", "held_at"], unique=False
        )
    op.create_table(
        "conduct_reading",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_conduct_reading_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_conduct_reading")),
    )
    op.create_table(
        "conduct_signal",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=True),
        sa.Column("transcript_id", sa.String(36), nullable=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(attempt_id IS NULL) <> (transcript_id IS NULL)", name=op.f("ck_conduct_signal_one_source")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_conduct_signal_attempt_id_attempt")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conduct_signal_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"],
            ["service_transcript.id"],
            name=op.f("fk_conduct_signal_transcript_id_service_transcript"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_signal")),
    )
    with op.batch_alter_table("conduct_signal", schema=None) as batch_op:
        for name, columns in _SIGNAL_INDEXES.items():
            batch_op.create_index(name, columns, unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("conduct_signal", schema=None) as batch_op:
        for name in _SIGNAL_INDEXES:
            batch_op.drop_index(name)
    op.drop_table("conduct_signal")
    op.drop_table("conduct_reading")
    with op.batch_alter_table("service_transcript", schema=None) as batch_op:
        batch_op.drop_index("ix_service_transcript_person_id_held_at")
        batch_op.drop_index("ix_service_transcript_import_id")
    op.drop_table("service_transcript")
    op.drop_table("transcript_import")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_attempt_exam_closed_at")
