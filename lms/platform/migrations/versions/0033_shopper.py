"""Mystery visits with the plans for a branch that rest on them, hidden complaints, and honours of a quarter."""

import sqlalchemy as sa
from alembic import op

revision = "0033_shopper"
down_revision = "0032_paper"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON()
BY_CAUSE = ("unit_id", "cause", "made_on")
BY_ORIGIN = ("unit_id", "origin", "cause", "made_on")
VISIT_PEOPLE = ("person_id", "by_person_id", "taken_back_by")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "feedback_visit",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=True),
        sa.Column("person_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answers", DOCUMENT, nullable=False),
        sa.Column("seen", DOCUMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("scores", DOCUMENT, nullable=False),
        sa.Column("source", sa.String(24), nullable=False),
        sa.Column("source_no", sa.String(36), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.String(36), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_why", sa.Text(), nullable=False),
        _to("feedback_visit", "unit_id", "unit"),
        *(_to("feedback_visit", column, "person") for column in VISIT_PEOPLE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_visit")),
        sa.UniqueConstraint("source", "source_no", name=op.f("uq_feedback_visit_source_source_no")),
    )
    op.create_index("ix_feedback_visit_unit_id_visited_on", "feedback_visit", ["unit_id", "visited_on"])
    op.create_index("ix_feedback_visit_visited_on", "feedback_visit", ["visited_on"])
    for column in VISIT_PEOPLE:
        op.create_index(f"ix_feedback_visit_{column}", "feedback_visit", [column])
    op.create_table(
        "feedback_hidden",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=True),
        sa.Column("person_reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(24), nullable=False),
        sa.Column("evidence_no", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("first_quarter", sa.String(7), nullable=False),
        sa.Column("last_quarter", sa.String(7), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.String(36), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=False),
        _to("feedback_hidden", "unit_id", "unit"),
        *(_to("feedback_hidden", column, "person") for column in ("person_id", "by_person_id", "lifted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_hidden")),
        sa.UniqueConstraint("by_person_id", "key", name=op.f("uq_feedback_hidden_by_person_id_key")),
    )
    op.create_index("ix_feedback_hidden_unit_id_last_quarter", "feedback_hidden", ["unit_id", "last_quarter"])
    for column in ("person_id", "lifted_by"):
        op.create_index(f"ix_feedback_hidden_{column}", "feedback_hidden", [column])
    op.create_table(
        "feedback_hidden_word",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("hidden_id", sa.String(36), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("feedback_hidden_word", "hidden_id", "feedback_hidden"),
        _to("feedback_hidden_word", "by_person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_hidden_word")),
    )
    for column in ("hidden_id", "by_person_id"):
        op.create_index(f"ix_feedback_hidden_word_{column}", "feedback_hidden_word", [column])
    op.create_table(
        "honour_quarter",
        sa.Column("quarter", sa.String(7), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("proposed", DOCUMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        _to("honour_quarter", "decided_by", "person"),
        sa.PrimaryKeyConstraint("quarter", name=op.f("pk_honour_quarter")),
    )
    op.create_index("ix_honour_quarter_decided_by", "honour_quarter", ["decided_by"])
    op.create_table(
        "honour",
        sa.Column("quarter", sa.String(7), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("subject", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('branch', 'letter')", name=op.f("ck_honour_kind")),
        sa.ForeignKeyConstraint(
            ["quarter"], ["honour_quarter.quarter"], name=op.f("fk_honour_quarter_honour_quarter")
        ),
        _to("honour", "unit_id", "unit"),
        _to("honour", "person_id", "person"),
        sa.PrimaryKeyConstraint("quarter", "kind", "subject", name=op.f("pk_honour")),
    )
    for column in ("unit_id", "person_id"):
        op.create_index(f"ix_honour_{column}", "honour", [column])
    with op.batch_alter_table("feedback_branch_plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(24), nullable=False, server_default="came_back"))
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch_op.drop_constraint(op.f(f"uq_feedback_branch_plan_{'_'.join(BY_CAUSE)}"), type_="unique")
        batch_op.create_unique_constraint(
            op.f(f"uq_feedback_branch_plan_{'_'.join(BY_ORIGIN)}"), list(BY_ORIGIN)
        )


def downgrade() -> None:
    """Take it back."""
    # Without visits there is nothing that their plans would rest on.
    op.execute(sa.text("DELETE FROM feedback_branch_plan WHERE origin <> 'came_back'"))
    with op.batch_alter_table("feedback_branch_plan", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"uq_feedback_branch_plan_{'_'.join(BY_ORIGIN)}"), type_="unique")
        batch_op.drop_column("origin")
        batch_op.drop_column("reason")
        batch_op.create_unique_constraint(
            op.f(f"uq_feedback_branch_plan_{'_'.join(BY_CAUSE)}"), list(BY_CAUSE)
        )
    tables = ("honour", "honour_quarter", "feedback_hidden_word", "feedback_hidden", "feedback_visit")
    for table in tables:
        op.drop_table(table)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
