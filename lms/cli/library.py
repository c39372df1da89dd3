"""``lms scenario``: what the library holds, and whether a scenario is fit to be rehearsed."""

from typing import Annotated

import typer

from lms.cli.speech import write_json
from lms.cli.trials import check

app = typer.Typer(help="List and check scenarios.", no_args_is_help=True, rich_markup_mode=None)
app.command("check")(check)


@app.command("list")
def list_scenarios(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """Name every scenario of the library."""
    from scenarios.loader import load, locales_of, slugs

    listed = []
    for slug in slugs():
        versions = [load(slug, locale) for locale in locales_of(slug)]
        first = versions[0]
        listed.append(
            {
                "slug": slug,
                "locales": [version.locale for version in versions],
                "titles": {version.locale: version.title for version in versions},
                "segment": first.segment,
                "difficulty": first.difficulty,
                "competencies": list(first.competencies),
                "minutes": first.minutes,
            }
        )
    if json:
        write_json(listed)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("slug", "title", "segment", "difficulty", "minutes", "languages"):
        # The slug is what one types next: it is never cut.
        table.add_column(heading, no_wrap=heading != "title", overflow="fold")
    for slug, item in zip(slugs(), listed, strict=True):
        titles = item["titles"]
        assert isinstance(titles, dict)
        table.add_row(
            slug,
            " / ".join(titles.values()),
            str(item["segment"]),
            "●" * int(str(item["difficulty"])),
            f"{item['minutes']} min",
            " ".join(titles),
        )
    Console().print(table)
