"""``lms feedback``: what customers said, from the command line."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from lms.cli import classify, feedback_import, feedback_keys
from lms.cli.cores import in_order
from lms.cli.feedback_lines import STANDARD_INPUT, read_items
from lms.cli.speech import show, write_json

app = typer.Typer(help="Work on what customers said.", no_args_is_help=True)

app.command("classify")(classify.classify)
app.command("train")(classify.train)
app.command("import")(feedback_import.import_file)
app.command("template")(feedback_import.template)
app.command("resume")(feedback_import.resume)
app.command("renew-key")(feedback_keys.renew_originals_key)
app.add_typer(feedback_keys.keys, name="key")


@app.callback()
def _feedback() -> None:
    """Work on what customers said."""


@app.command("mask")
def mask(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="Texts, one a line; - for standard input.")
    ] = STANDARD_INPUT,
    json: Annotated[
        bool, typer.Option("--json", help='Write {"text", "found"} for each text, one JSON line each.')
    ] = False,
) -> None:
    """Take names, numbers and addresses of customers out of texts, and write the texts in the same order.

    A line is plain text, or JSON {"text"}. Found are kind, start and end, in code points of the text given.
    """
    for masked in in_order(_masked, read_items(source)):
        if json:
            write_json(masked)
        else:
            show(masked["text"])


def _masked(given: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    from lms.platform.privacy import mask_with_names

    done = [mask_with_names(one["text"]) for one in given]
    return [
        {
            "text": one.text,
            "found": [{"kind": each.kind, "start": each.start, "end": each.end} for each in one.found],
        }
        for one in done
    ]
