"""From cases to learning: scenario drafts, plans for branches, model cases."""

import sqlalchemy as sa
from alembic import op

revision = "0029_loop"
down_revision = "0028_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "scenario_draft",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("base", sa.String(80), nullable=False),
        sa.Column("cause", sa.String(24), nullable=False),
        sa.Column("business", sa.String(24), nullable=True),
        sa.Column("segment", sa.String(24), nullable=True),
        sa.Column("severity", sa.String(24), nullable=True),
        sa.Column("left_out", DOCUMENT, nullable=False),
        sa.Column("model", sa.String(120), nullable=True),
        sa.Column("made_by", sa.String(36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked", DOCUMENT, nullable=True),
        sa.Column("published_by", sa.String(36), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        _to("scenario_draft", "case_id", "feedback_case"),
        _to("scenario_draft", "made_by", "person"),
        _to("scenario_draft", "published_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_draft")),
        sa.UniqueConstraint("case_id", name=op.f("uq_scenario_draft_case_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_scenario_draft_slug")),
    )
    op.create_table(
        "scenario_draft_text",
        sa.Column("draft_id", sa.String(36), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_by", sa.String(36), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        _to("scenario_draft_text", "draft_id", "scenario_draft"),
        _to("scenario_draft_text", "saved_by", "person"),
        sa.PrimaryKeyConstraint("draft_id", "locale", name=op.f("pk_scenario_draft_text")),
    )
    op.create_table(
        "feedback_branch_plan",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("cause", sa.String(24), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cases", DOCUMENT, nullable=False),
        sa.Column("items", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("decided_by", sa.String(36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _to("feedback_branch_plan", "unit_id", "unit"),
        _to("feedback_branch_plan", "decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_branch_plan")),
        sa.UniqueConstraint(
            "unit_id", "cause", "made_on", name=op.f("uq_feedback_branch_plan_unit_id_cause_made_on")
        ),
    )
    op.create_table(
        "model_case",
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("competency", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.String(36), nullable=True),
        _to("model_case", "item_id", "feedback_item"),
        _to("model_case", "person_id", "person"),
        _to("model_case", "unit_id", "unit"),
        _to("model_case", "taken_back_by", "person"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_model_case")),
    )
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Take it back."""
    for table, column in reversed(INDEXED):
        op.drop_index(f"ix_{table}_{column}", table)
    for table in ("model_case", "feedback_branch_plan", "scenario_draft_text", "scenario_draft"):
        op.drop_table(table)


DOCUMENT = sa.JSON()
INDEXED = (
    ("scenario_draft", "made_by"),
    ("scenario_draft", "published_by"),
    ("scenario_draft_text", "saved_by"),
    ("feedback_branch_plan", "decided_by"),
    ("model_case", "person_id"),
    ("model_case", "competency"),
    ("model_case", "taken_back_by"),
)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
