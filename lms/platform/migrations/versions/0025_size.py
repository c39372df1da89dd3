"""At the size of a bank: an index that answers what was done by itself, and what a run of rules had in sight."""

import sqlalchemy as sa
from alembic import op

revision = "0025_size"
down_revision = "0023_feedback"
branch_labels = None
depends_on = None

INDEX, TABLE = "ix_learning_result_person_id_kind_ref", "learning_result"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "rule_sight",
        sa.Column("rules", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rules", name=op.f("pk_rule_sight")),
    )
    # An index needs no table rebuilt, and these rows are millions.
    op.drop_index(INDEX, table_name=TABLE)
    op.create_index(INDEX, TABLE, ["person_id", "kind", "ref", "outcome", "at"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index(INDEX, table_name=TABLE)
    op.create_index(INDEX, TABLE, ["person_id", "kind", "ref"])
    op.drop_table("rule_sight")
