"""Cases: how each stands, what was done, who was told of limits; findings, root causes and plans."""

import sqlalchemy as sa
from alembic import op

revision = "0026_cases"
down_revision = "0025_size"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "feedback_case",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(36), nullable=True),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("track", sa.String(24), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("handler_id", sa.String(36), nullable=True),
        sa.Column("desk_id", sa.String(36), nullable=True),
        sa.Column("clock", sa.String(24), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("soon_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("way_out", sa.String(24), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["feedback_item.id"], name=op.f("fk_feedback_case_item_id_feedback_item")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_feedback_case_opened_by_person")),
        sa.ForeignKeyConstraint(
            ["handler_id"], ["person.id"], name=op.f("fk_feedback_case_handler_id_person")
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["unit.id"], name=op.f("fk_feedback_case_desk_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_case")),
        sa.UniqueConstraint("item_id", name=op.f("uq_feedback_case_item_id")),
    )
    op.create_index("ix_feedback_case_handler_id", "feedback_case", ["handler_id"])
    op.create_index("ix_feedback_case_closed_at", "feedback_case", ["closed_at"])
    for name, column, where in (
        ("ix_feedback_case_open", "due_at", "closed_at IS NULL"),
        ("ix_feedback_case_untold", "soon_at", "closed_at IS NULL AND told < 2"),
    ):
        op.create_index(
            name,
            "feedback_case",
            [column],
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    op.create_table(
        "feedback_case_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("did", sa.String(24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["feedback_case.id"], name=op.f("fk_feedback_case_entry_case_id_feedback_case")
        ),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_feedback_case_entry_by_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_case_entry")),
    )
    op.create_index("ix_feedback_case_entry_case_id_at", "feedback_case_entry", ["case_id", "at"])
    op.create_index("ix_feedback_case_entry_by_person_id", "feedback_case_entry", ["by_person_id"])
    op.create_table(
        "feedback_case_warning",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("clock", sa.String(24), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["feedback_case.id"], name=op.f("fk_feedback_case_warning_case_id_feedback_case")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_feedback_case_warning_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_case_warning")),
        sa.UniqueConstraint(
            "case_id",
            "person_id",
            "clock",
            "due_at",
            "over",
            name=op.f("uq_feedback_case_warning_case_id_person_id_clock_due_at_over"),
        ),
    )
    op.create_index("ix_feedback_case_warning_person_id", "feedback_case_warning", ["person_id"])

    _findings()


def _findings() -> None:
    op.create_table(
        "feedback_own_view",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(36), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("feedback_own_view", case_id="feedback_case", person_id="person", asked_by="person"),
        sa.UniqueConstraint(
            "case_id",
            "person_id",
            "round",
            name=op.f("uq_feedback_own_view_case_id_person_id_round"),
        ),
    )
    op.create_index("ix_feedback_own_view_person_id", "feedback_own_view", ["person_id"])
    op.create_table(
        "feedback_finding",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("doing", sa.String(24), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_person_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grave", sa.Boolean(), nullable=False),
        sa.Column("decider_id", sa.String(36), nullable=True),
        sa.Column("decision", sa.String(24), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        *_keys(
            "feedback_finding",
            case_id="feedback_case",
            person_id="person",
            by_person_id="person",
            decider_id="person",
        ),
        sa.UniqueConstraint("case_id", "round", name=op.f("uq_feedback_finding_case_id_round")),
    )
    for column in ("person_id", "by_person_id", "decider_id"):
        op.create_index(f"ix_feedback_finding_{column}", "feedback_finding", [column])
    op.create_table(
        "feedback_root_cause",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("finding_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("owner_id", sa.String(36), nullable=False),
        sa.Column("cause", sa.String(24), nullable=True),
        sa.Column("explain", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("fix", sa.Text(), nullable=True),
        sa.Column("fixed_by", sa.String(36), nullable=True),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified", sa.Text(), nullable=True),
        sa.Column("verified_by", sa.String(36), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("again", sa.Integer(), nullable=True),
        *_keys(
            "feedback_root_cause",
            finding_id="feedback_finding",
            case_id="feedback_case",
            unit_id="unit",
            owner_id="unit",
            fixed_by="person",
            verified_by="person",
        ),
        sa.UniqueConstraint("finding_id", name=op.f("uq_feedback_root_cause_finding_id")),
    )
    op.create_index("ix_feedback_root_cause_owner_id_state", "feedback_root_cause", ["owner_id", "state"])
    for column in ("case_id", "unit_id", "recheck_on"):
        op.create_index(f"ix_feedback_root_cause_{column}", "feedback_root_cause", [column])
    op.create_table(
        "feedback_plan",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("finding_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("feedback_plan", finding_id="feedback_finding", case_id="feedback_case", person_id="person"),
        sa.UniqueConstraint("finding_id", name=op.f("uq_feedback_plan_finding_id")),
    )
    for column in ("case_id", "person_id"):
        op.create_index(f"ix_feedback_plan_{column}", "feedback_plan", [column])
    op.create_table(
        "feedback_plan_item",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("plan_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("ref", sa.String(200), nullable=False),
        sa.Column("competency", sa.String(40), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("held_by", sa.String(36), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        *_keys("feedback_plan_item", plan_id="feedback_plan", held_by="person"),
        sa.UniqueConstraint("plan_id", "place", name=op.f("uq_feedback_plan_item_plan_id_place")),
    )


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key of a table and its foreign keys, to the ids of others."""
    found: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
    for column, other in columns.items():
        name = op.f(f"fk_{table}_{column}_{other}")
        found.append(sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name))
    return found


def downgrade() -> None:
    """Take the change back."""
    for table in ("plan_item", "plan", "root_cause", "finding", "own_view"):
        op.drop_table(f"feedback_{table}")
    op.drop_table("feedback_case_warning")
    op.drop_table("feedback_case_entry")
    op.drop_table("feedback_case")
