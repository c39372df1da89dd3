"""Observations at work: drafts, what was signed, and what the person observed says to it."""

import sqlalchemy as sa
from alembic import op

revision = "0020_observation"
down_revision = "0019_night"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "observation_draft",
        sa.Column("observer_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("course", sa.String(80), nullable=False),
        sa.Column("activity", sa.String(80), nullable=False),
        sa.Column("rubric", sa.String(80), nullable=False),
        sa.Column("outcomes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("notes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["person.id"], name=op.f("fk_observation_draft_observer_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_observation_draft_person_id_person")
        ),
        sa.PrimaryKeyConstraint("observer_id", "person_id", name=op.f("pk_observation_draft")),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("observer_id", sa.String(36), nullable=False),
        sa.Column("course", sa.String(80), nullable=False),
        sa.Column("activity", sa.String(80), nullable=False),
        sa.Column("rubric", sa.String(80), nullable=False),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        sa.Column("outcomes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("notes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("blocked_by", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["person.id"], name=op.f("fk_observation_observer_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_observation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index("ix_observation_person_id_signed_at", "observation", ["person_id", "signed_at"])
    op.create_index("ix_observation_observer_id_signed_at", "observation", ["observer_id", "signed_at"])
    op.create_table(
        "observation_view",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("observation_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation_id"],
            ["observation.id"],
            name=op.f("fk_observation_view_observation_id_observation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_observation_view_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_view")),
    )
    op.create_index("ix_observation_view_observation_id", "observation_view", ["observation_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_observation_view_observation_id", table_name="observation_view")
    op.drop_table("observation_view")
    op.drop_index("ix_observation_observer_id_signed_at", table_name="observation")
    op.drop_index("ix_observation_person_id_signed_at", table_name="observation")
    op.drop_table("observation")
    op.drop_table("observation_draft")
