"""The catalogue of published scenarios; attempts, what was said in them, how they were judged."""

import sqlalchemy as sa
from alembic import op

revision = "0002_practice"
down_revision = "0001_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "catalogue_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("source", sa.String(64), nullable=True),
        sa.Column("card", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entry")),
        sa.UniqueConstraint(
            "kind", "slug", "locale", "version", name=op.f("uq_catalogue_entry_kind_slug_locale_version")
        ),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("origin_id", sa.String(36), nullable=False),
        sa.Column("forked_from", sa.String(36), nullable=True),
        sa.Column("forked_at_turn", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("scenario_version", sa.Integer(), nullable=False),
        sa.Column("scenario_hash", sa.String(64), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("engine", sa.String(16), nullable=False),
        sa.Column("model", sa.String(120), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("exam_of", sa.String(160), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(16), nullable=True),
        sa.Column("ending", sa.String(80), nullable=True),
        sa.Column("wanted", sa.Boolean(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("blocked_by", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=True),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_attempt_closed_by_somebody")
        ),
        sa.ForeignKeyConstraint(["forked_from"], ["attempt.id"], name=op.f("fk_attempt_forked_from_attempt")),
        sa.ForeignKeyConstraint(["origin_id"], ["attempt.id"], name=op.f("fk_attempt_origin_id_attempt")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attempt_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("exam_of", name=op.f("uq_attempt_exam_of")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index("ix_attempt_person_id_closed_at", ["person_id", "closed_at"], unique=False)
        batch_op.create_index("ix_attempt_person_id_slug", ["person_id", "slug"], unique=False)
        batch_op.create_index("ix_attempt_slug_closed_at", ["slug", "closed_at"], unique=False)
        batch_op.create_index(
            "ix_attempt_deadline_at",
            ["deadline_at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "assessment",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("judge", sa.String(16), nullable=False),
        sa.Column("rubric", sa.String(80), nullable=False),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_assessment_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index("ix_assessment_attempt_id_at", ["attempt_id", "at"], unique=False)

    op.create_table(
        "turn",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.String(8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("acts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("step", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("engine", sa.String(140), nullable=True),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_turn_attempt_id_attempt")),
        sa.PrimaryKeyConstraint("attempt_id", "seq", name=op.f("pk_turn")),
        sa.UniqueConstraint("attempt_id", "key", name=op.f("uq_turn_attempt_id_key")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("turn")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index("ix_assessment_attempt_id_at")

    op.drop_table("assessment")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_attempt_deadline_at")
        batch_op.drop_index("ix_attempt_slug_closed_at")
        batch_op.drop_index("ix_attempt_person_id_slug")
        batch_op.drop_index("ix_attempt_person_id_closed_at")
        batch_op.drop_index(batch_op.f("ix_attempt_origin_id"))

    op.drop_table("attempt")
    op.drop_table("catalogue_entry")
