"""``lms certificates``: whether a badge that somebody brings along is ours and holds, and the key that signs them."""

from pathlib import Path
from typing import Annotated

import typer

from lms.cli.speech import say, show, write_json

app = typer.Typer(help="Verify badges, and renew their key.", no_args_is_help=True, rich_markup_mode=None)

_HOLDING = {"valid": "It is valid.", "expired": "It has expired.", "revoked": "It was withdrawn."}


@app.command("verify")
def verify(
    file: Annotated[
        Path, typer.Argument(help="A badge: .jwt, .json or .svg.", exists=True, dir_okay=False, readable=True)
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Verify a badge that this installation is said to have signed; exits 1 where it is none, or holds no more."""
    from lms.cli.installation import open_context
    from lms.learning.certificates.checking import check
    from lms.platform.errors import Refused

    try:
        card = check(open_context(), file.read_text(encoding="utf-8", errors="replace"))
    except Refused as error:
        if json:
            write_json({"holding": None, "reason": str(error)})
        say(str(error))
        raise typer.Exit(1) from error
    if json:
        write_json(
            {
                "holding": card.holding,
                "number": card.number,
                "name": {"zh-CN": card.name_zh, "en": card.name_en},
                "title": {"zh-CN": card.title_zh, "en": card.title_en},
                "version": card.version,
                "completed_on": card.completed_on.isoformat(),
                "valid_until": card.valid_until.isoformat() if card.valid_until else None,
            }
        )
    else:
        show(f"{card.number}: {card.title_zh} · {card.title_en}, version {card.version}")
        show(f"Issued to {card.name_zh} · {card.name_en}, completed on {card.completed_on}")
        show(f"Holds until {card.valid_until}" if card.valid_until else "Holds for good")
        show(f"The signature is ours. {_HOLDING[card.holding]}")
    if card.holding != "valid":
        raise typer.Exit(1)


@app.command("rotate")
def rotate() -> None:
    """Sign badges with a new key from now on; those the old one signed are verified as before."""
    from lms.cli.installation import open_context
    from lms.learning.certificates import keys

    show(f"Badges are signed with the key {keys.rotate(open_context())} from now on.")
