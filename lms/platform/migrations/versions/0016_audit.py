"""The audit trail: entries that are added and never changed, and the head that writers hold."""

import sqlalchemy as sa
from alembic import op

revision = "0016_audit"
down_revision = "0015_hours"
branch_labels = None
depends_on = None

_ENTRY, _HEAD = "audit_entry", "audit_head"
_REFUSAL = "the audit trail is only added to"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        _ENTRY,
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(36), nullable=True),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("why", sa.String(32), nullable=True),
        sa.Column("person_id", sa.String(36), nullable=True),
        sa.Column("object_id", sa.String(36), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_entry_previous")),
    )
    op.create_index("ix_audit_entry_actor_id_at", _ENTRY, ["actor_id", "at"], unique=False)
    op.create_index(op.f("ix_audit_entry_at"), _ENTRY, ["at"], unique=False)
    op.create_index(op.f("ix_audit_entry_person_id"), _ENTRY, ["person_id"], unique=False)
    op.create_table(
        _HEAD,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.execute(f"INSERT INTO {_HEAD} (id, place, digest) VALUES (1, 0, '{'0' * 64}')")  # noqa: S608  no word of anybody's
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {_ENTRY}_no_{deed.lower()} BEFORE {deed} ON {_ENTRY} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {_ENTRY}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {_ENTRY}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {_ENTRY} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_ENTRY}_refuse()"
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table(_HEAD)
    op.drop_table(_ENTRY)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION {_ENTRY}_refuse()")
