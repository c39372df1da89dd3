"""Scenarios tried out from the portal: what was asked for, and what every trainee did with each seed."""

import sqlalchemy as sa
from alembic import op

revision = "0003_authoring"
down_revision = "0002_practice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "trial_run",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("seeds", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(36), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(400), nullable=True),
        sa.Column("summary", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_trial_run_asked_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_run")),
        sa.UniqueConstraint(
            "slug", "locale", "text", "rules", name=op.f("uq_trial_run_slug_locale_text_rules")
        ),
    )
    with op.batch_alter_table("trial_run", schema=None) as batch_op:
        batch_op.create_index(
            "ix_trial_run_asked_at",
            ["asked_at"],
            unique=False,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.create_table(
        "trial_seed",
        sa.Column("run_id", sa.String(36), nullable=False),
        sa.Column("seed", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("trials", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["trial_run.id"], name=op.f("fk_trial_seed_run_id_trial_run")),
        sa.PrimaryKeyConstraint("run_id", "seed", name=op.f("pk_trial_seed")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("trial_seed")
    with op.batch_alter_table("trial_run", schema=None) as batch_op:
        batch_op.drop_index("ix_trial_run_asked_at")

    op.drop_table("trial_run")
