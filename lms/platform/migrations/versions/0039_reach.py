"""Whether a sealed original also holds how to reach the customer; who in a unit answers for a root cause."""

import sqlalchemy as sa
from alembic import op

revision = "0039_reach"
down_revision = "0038_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("feedback_original") as table:
        table.add_column(sa.Column("reach", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("feedback_root_cause") as table:
        table.add_column(sa.Column("owner_person_id", sa.String(36), nullable=True))
        table.create_foreign_key(
            op.f("fk_feedback_root_cause_owner_person_id_person"), "person", ["owner_person_id"], ["id"]
        )
        table.create_index("ix_feedback_root_cause_owner_person_id", ["owner_person_id"])


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("feedback_root_cause") as table:
        table.drop_index("ix_feedback_root_cause_owner_person_id")
        table.drop_constraint(op.f("fk_feedback_root_cause_owner_person_id_person"), type_="foreignkey")
        table.drop_column("owner_person_id")
    with op.batch_alter_table("feedback_original") as table:
        table.drop_column("reach")
