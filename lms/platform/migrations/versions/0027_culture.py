"""Culture: points as a double-entry ledger, what they are exchanged for, the praise wall, suggestions, staff voice."""

import sqlalchemy as sa
from alembic import op

revision = "0027_culture"
down_revision = "0026_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "point_account",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=True),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("balance >= 0 OR kind = 'issue'", name=op.f("ck_point_account_balance")),
        sa.CheckConstraint("kind IN ('person', 'issue', 'gifts')", name=op.f("ck_point_account_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_point_account_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_account")),
        sa.UniqueConstraint("person_id", name=op.f("uq_point_account_person_id")),
    )
    op.create_table(
        "point_exchange",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("offer", sa.String(80), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_point_exchange_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_point_exchange_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_exchange")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_point_exchange_person_id_key")),
    )
    op.create_index("ix_point_exchange_decided_by", "point_exchange", ["decided_by"])
    op.create_index(
        "ix_point_exchange_open",
        "point_exchange",
        ["asked_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_point_exchange_person_id_asked_at", "point_exchange", ["person_id", "asked_at"])

    op.create_table(
        "point_transaction",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("cause", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("reverses", sa.String(36), nullable=True),
        sa.Column("by_person_id", sa.String(36), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_point_transaction_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["reverses"],
            ["point_transaction.id"],
            name=op.f("fk_point_transaction_reverses_point_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_transaction")),
        sa.UniqueConstraint("cause", name=op.f("uq_point_transaction_cause")),
        sa.UniqueConstraint("reverses", name=op.f("uq_point_transaction_reverses")),
    )
    op.create_index("ix_point_transaction_by_person_id", "point_transaction", ["by_person_id"])

    op.create_table(
        "star_award",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("how", sa.String(24), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_star_award_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_star_award_unit_id_unit")),
        sa.PrimaryKeyConstraint("month", "unit_id", "person_id", "how", name=op.f("pk_star_award")),
    )
    op.create_index("ix_star_award_person_id", "star_award", ["person_id"])
    op.create_index("ix_star_award_unit_id_month", "star_award", ["unit_id", "month"])

    op.create_table(
        "star_vote",
        sa.Column("voter_id", sa.String(36), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_star_vote_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_star_vote_unit_id_unit")),
        sa.ForeignKeyConstraint(["voter_id"], ["person.id"], name=op.f("fk_star_vote_voter_id_person")),
        sa.PrimaryKeyConstraint("voter_id", "month", name=op.f("pk_star_vote")),
    )
    op.create_index("ix_star_vote_month_unit_id", "star_vote", ["month", "unit_id"])
    op.create_index("ix_star_vote_person_id", "star_vote", ["person_id"])

    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("saved_cents", sa.BigInteger(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_suggestion_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_suggestion_person_id_key")),
    )
    op.create_index("ix_suggestion_unit_id_state_at", "suggestion", ["unit_id", "state", "at"])

    op.create_table(
        "point_entry",
        sa.Column("transaction_id", sa.String(36), nullable=False),
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_point_entry_amount")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["point_account.id"], name=op.f("fk_point_entry_account_id_point_account")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["point_transaction.id"],
            name=op.f("fk_point_entry_transaction_id_point_transaction"),
        ),
        sa.PrimaryKeyConstraint("transaction_id", "account_id", name=op.f("pk_point_entry")),
    )
    op.create_index("ix_point_entry_account_id_at", "point_entry", ["account_id", "at"])

    op.create_table(
        "praise_letter",
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hung_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_down_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_praise_letter_item_id_feedback_item")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_praise_letter_person_id_person")),
        sa.ForeignKeyConstraint(
            ["taken_down_by"], ["person.id"], name=op.f("fk_praise_letter_taken_down_by_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_praise_letter_unit_id_unit")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_praise_letter")),
    )
    op.create_index("ix_praise_letter_person_id", "praise_letter", ["person_id"])
    op.create_index("ix_praise_letter_received_at", "praise_letter", ["received_at"])
    op.create_index("ix_praise_letter_taken_down_by", "praise_letter", ["taken_down_by"])
    op.create_index("ix_praise_letter_unit_id_received_at", "praise_letter", ["unit_id", "received_at"])

    op.create_table(
        "suggestion_step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("suggestion_id", sa.String(36), nullable=False),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_suggestion_step_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_suggestion_step_suggestion_id_suggestion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_step")),
        sa.UniqueConstraint("suggestion_id", "step", name=op.f("uq_suggestion_step_suggestion_id_step")),
    )
    op.create_index("ix_suggestion_step_by_person_id", "suggestion_step", ["by_person_id"])

    _entries_are_final()


def _entries_are_final() -> None:
    """Have the database itself refuse to change what was booked; a mistake is taken back by a counter-entry."""
    refusal = "a point entry is final: book a counter-entry"
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER point_entry_no_{deed.lower()} BEFORE {deed} ON point_entry "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION point_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER point_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON point_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION point_entry_refuse()"
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("suggestion_step")

    op.drop_table("praise_letter")

    op.drop_table("point_entry")

    op.drop_table("suggestion")

    op.drop_table("star_vote")

    op.drop_table("star_award")

    op.drop_table("point_transaction")

    op.drop_table("point_exchange")
    op.drop_table("point_account")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION point_entry_refuse()")
