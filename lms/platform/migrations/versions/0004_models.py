"""Models entered on the page, who entered them, and the tokens and cost of all models by attempt and by month."""

import sqlalchemy as sa
from alembic import op

revision = "0004_models"
down_revision = "0003_authoring"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "monthly_use",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.BigInteger(), nullable=False),
        sa.Column("estimated", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("month", "role", "model", "currency", name=op.f("pk_monthly_use")),
    )
    op.create_table(
        "model_connection",
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("base_url", sa.String(500), nullable=False),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("sealed_key", sa.Text(), nullable=True),
        sa.Column("price_in", sa.String(20), nullable=True),
        sa.Column("price_out", sa.String(20), nullable=True),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["person.id"], name=op.f("fk_model_connection_changed_by_person")
        ),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_model_connection")),
    )
    op.create_table(
        "model_connection_change",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("base_url", sa.String(500), nullable=False),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("key", sa.String(8), nullable=False),
        sa.Column("price_in", sa.String(20), nullable=True),
        sa.Column("price_out", sa.String(20), nullable=True),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_model_connection_change_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_connection_change")),
    )
    with op.batch_alter_table("model_connection_change", schema=None) as batch_op:
        batch_op.create_index("ix_model_connection_change_at", ["at"], unique=False)

    op.create_table(
        "token_use",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("estimated", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_token_use_attempt_id_attempt")),
        sa.PrimaryKeyConstraint("attempt_id", "role", "model", "currency", name=op.f("pk_token_use")),
    )
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tokens_answered", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("tokens_estimated", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_column("tokens_estimated")
        batch_op.drop_column("tokens_answered")

    op.drop_table("token_use")
    with op.batch_alter_table("model_connection_change", schema=None) as batch_op:
        batch_op.drop_index("ix_model_connection_change_at")

    op.drop_table("model_connection_change")
    op.drop_table("model_connection")
    op.drop_table("monthly_use")
