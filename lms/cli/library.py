"""``lms scenario``: what the library holds, and whether a scenario is fit to be rehearsed."""

from pathlib import Path
from typing import Annotated

import typer

from lms.cli.speech import say, write_json
from lms.cli.trials import check

app = typer.Typer(help="List and check scenarios.", no_args_is_help=True, rich_markup_mode=None)
app.command("check")(check)


@app.command("list")
def list_scenarios(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """Name every scenario of the library."""
    from scenarios.loader import LIBRARY

    listed = entries(LIBRARY)
    if json:
        write_json(listed)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("slug", "title", "segment", "difficulty", "minutes", "languages"):
        # The slug is what one types next: it is never cut.
        table.add_column(heading, no_wrap=heading != "title", overflow="fold")
    for item in listed:
        titles = item["titles"]
        assert isinstance(titles, dict)
        table.add_row(
            str(item["slug"]),
            " / ".join(titles.values()),
            str(item["segment"]),
            "●" * int(str(item["difficulty"])),
            f"{item['minutes']} min",
            " ".join(titles),
        )
    console = Console()
    if not console.is_terminal:
        # A file or another program reads it: a line is a scenario, however long.
        console.width = 1_000
    console.print(table)


def entries(library: Path) -> list[dict[str, object]]:
    """What there is to say of each scenario; a file that cannot be used is named on standard error and left out."""
    from scenarios.content_file import FileError
    from scenarios.loader import load_all
    from scenarios.schema import Scenario

    by_slug: dict[str, list[Scenario]] = {}
    for read in load_all(library):
        if isinstance(read, FileError):
            say(f"{read}. It is left out.")
        else:
            by_slug.setdefault(read.slug, []).append(read)
    return [
        {
            "slug": slug,
            "locales": [version.locale for version in versions],
            "titles": {version.locale: version.title for version in versions},
            "segment": versions[0].segment,
            "difficulty": versions[0].difficulty,
            "competencies": list(versions[0].competencies),
            "minutes": versions[0].minutes,
        }
        for slug, versions in by_slug.items()
    ]
