"""What customers say: items, sealed originals, readings, corrections, links, files, keys; and events."""

import sqlalchemy as sa
from alembic import op

revision = "0023_feedback"
down_revision = "0021_sso"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "event",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_untold",
            ["id"],
            unique=False,
            sqlite_where=sa.text("told_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sa.text("told_at IS NULL AND given_up_at IS NULL"),
        )

    op.create_table(
        "feedback_import",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("file", sa.String(255), nullable=False),
        sa.Column("begun_by", sa.String(36), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["begun_by"], ["person.id"], name=op.f("fk_feedback_import_begun_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_import")),
    )
    with op.batch_alter_table("feedback_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_import_begun_by"), ["begun_by"], unique=False)
        batch_op.create_index(
            "ix_feedback_import_open",
            ["begun_at"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "feedback_item",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("source_no", sa.String(120), nullable=True),
        sa.Column("branch_said", sa.String(120), nullable=True),
        sa.Column("employee_said", sa.String(120), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(36), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["person.id"], name=op.f("fk_feedback_item_entered_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_item")),
        sa.UniqueConstraint("number", name=op.f("uq_feedback_item_number")),
        sa.UniqueConstraint("source", "source_no", name=op.f("uq_feedback_item_source_source_no")),
    )
    with op.batch_alter_table("feedback_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_item_entered_by"), ["entered_by"], unique=False)
        batch_op.create_index("ix_feedback_item_source_entered_at", ["source", "entered_at"], unique=False)

    op.create_table(
        "feedback_key",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("tail", sa.String(4), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("made_by", sa.String(36), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_feedback_key_made_by_person")),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["person.id"], name=op.f("fk_feedback_key_revoked_by_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_feedback_key_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_feedback_key_key_hash")),
    )
    op.create_table(
        "feedback_band",
        sa.Column("band", sa.String(20), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_band_item_id_feedback_item")
        ),
        sa.PrimaryKeyConstraint("band", "item_id", name=op.f("pk_feedback_band")),
    )
    with op.batch_alter_table("feedback_band", schema=None) as batch_op:
        batch_op.create_index("ix_feedback_band_item_id", ["item_id"], unique=False)

    op.create_table(
        "feedback_correction",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_feedback_correction_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_correction_item_id_feedback_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_correction")),
    )
    with op.batch_alter_table("feedback_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_feedback_correction_by_person_id"), ["by_person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_feedback_correction_item_id"), ["item_id"], unique=False)

    op.create_table(
        "feedback_import_part",
        sa.Column("import_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["feedback_import.id"],
            name=op.f("fk_feedback_import_part_import_id_feedback_import"),
        ),
        sa.PrimaryKeyConstraint("import_id", "place", name=op.f("pk_feedback_import_part")),
    )
    op.create_table(
        "feedback_link",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("earlier_id", sa.String(36), nullable=False),
        sa.Column("later_id", sa.String(36), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.String(36), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["feedback_item.id"], name=op.f("fk_feedback_link_earlier_id_feedback_item")
        ),
        sa.ForeignKeyConstraint(
            ["later_id"], ["feedback_item.id"], name=op.f("fk_feedback_link_later_id_feedback_item")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["person.id"], name=op.f("fk_feedback_link_settled_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_link")),
        sa.UniqueConstraint("earlier_id", "later_id", name=op.f("uq_feedback_link_earlier_id_later_id")),
    )
    with op.batch_alter_table("feedback_link", schema=None) as batch_op:
        batch_op.create_index("ix_feedback_link_later_id", ["later_id"], unique=False)

    op.create_table(
        "feedback_opening",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_feedback_opening_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_opening_item_id_feedback_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_opening")),
    )
    with op.batch_alter_table("feedback_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_opening_by_person_id"), ["by_person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_opening_item_id"), ["item_id"], unique=False)

    op.create_table(
        "feedback_original",
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_original_item_id_feedback_item")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_feedback_original")),
    )
    with op.batch_alter_table("feedback_original", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_original_keep_until"), ["keep_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_original_key_id"), ["key_id"], unique=False)

    op.create_table(
        "feedback_reading",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("reader", sa.String(60), nullable=False),
        sa.Column("model", sa.String(64), nullable=False),
        sa.Column("labels", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("confidence", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decided_by", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_reading_item_id_feedback_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_reading")),
    )
    with op.batch_alter_table("feedback_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_reading_item_id"), ["item_id"], unique=False)

    op.create_table(
        "feedback_standing",
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("cause", sa.String(24), nullable=True),
        sa.Column("business", sa.String(24), nullable=False),
        sa.Column("severity", sa.String(24), nullable=False),
        sa.Column("segment", sa.String(24), nullable=False),
        sa.Column("flags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("competencies", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=True),
        sa.Column("employee", sa.String(12), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "employee IN ('none', 'offered', 'confirmed')", name=op.f("ck_feedback_standing_employee")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_standing_item_id_feedback_item")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_feedback_standing_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_feedback_standing_unit_id_unit")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_feedback_standing")),
    )
    with op.batch_alter_table("feedback_standing", schema=None) as batch_op:
        batch_op.create_index(
            "ix_feedback_standing_person_id_received_at", ["person_id", "received_at"], unique=False
        )
        batch_op.create_index(
            "ix_feedback_standing_unit_id_rank_received_at", ["unit_id", "rank", "received_at"], unique=False
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("feedback_standing", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_standing_unit_id_rank_received_at")
        batch_op.drop_index("ix_feedback_standing_person_id_received_at")

    op.drop_table("feedback_standing")
    with op.batch_alter_table("feedback_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_reading_item_id"))

    op.drop_table("feedback_reading")
    with op.batch_alter_table("feedback_original", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_original_key_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_original_keep_until"))

    op.drop_table("feedback_original")
    with op.batch_alter_table("feedback_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_opening_item_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_opening_by_person_id"))

    op.drop_table("feedback_opening")
    with op.batch_alter_table("feedback_link", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_link_later_id")

    op.drop_table("feedback_link")
    op.drop_table("feedback_import_part")
    with op.batch_alter_table("feedback_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_correction_item_id"))
        batch_op.drop_index(batch_op.f("ix_feedback_correction_by_person_id"))

    op.drop_table("feedback_correction")
    with op.batch_alter_table("feedback_band", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_band_item_id")

    op.drop_table("feedback_band")
    op.drop_table("feedback_key")
    with op.batch_alter_table("feedback_item", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_item_source_entered_at")
        batch_op.drop_index(batch_op.f("ix_feedback_item_entered_by"))

    op.drop_table("feedback_item")
    with op.batch_alter_table("feedback_import", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_feedback_import_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_feedback_import_begun_by"))

    op.drop_table("feedback_import")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_event_untold",
            sqlite_where=sa.text("told_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sa.text("told_at IS NULL AND given_up_at IS NULL"),
        )

    op.drop_table("event")
