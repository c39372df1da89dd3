"""A paper's tables on the page: what people typed stays what they typed."""

import pandas as pd
import pytest
import streamlit as st

from lms.insight.paper import Part
from lms.platform.cells import Cell
from lms.portal.components import paper_tables


def test_what_people_typed_is_not_drawn_as_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[pd.DataFrame] = []
    monkeypatch.setattr(st, "table", drawn.append)
    rows: list[list[Cell]] = [["![x](https://example.org/x.png)", 7, "**大**字"]]
    paper_tables.table_of(Part("hidden", "", ["a", "b", "c"], rows), empty="")
    (frame,) = drawn
    assert frame.index[0].startswith("\\!\\[x\\]\\(") and frame.iloc[0, 1] == "\\*\\*大\\*\\*字"
    assert rows[0][2] == "**大**字", "the files have it as it is"
