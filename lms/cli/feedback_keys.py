"""``lms feedback key`` and ``renew-key``: keys of other systems, and the key under which originals are sealed."""

from typing import Annotated

import typer

from lms.cli.speech import say, show, write_json

keys = typer.Typer(
    help="Keys by which other systems hand in feedback, or figures of branches.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@keys.command("make")
def make(
    name: Annotated[str, typer.Option(help="Which system will use it.")],
    unit: Annotated[str, typer.Option(help="Code of the unit whose feedback or figures it hands in.")],
    scope: Annotated[str, typer.Option(help="What it hands in: feedback, or figures.")] = "feedback",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Make a key. It is written to standard output this once, and kept nowhere in words."""
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.feedback.api_keys import make_key
    from lms.people import list_units
    from lms.platform.errors import LmsError

    context = open_context()
    bring_up_to_date(context)
    unit_id = next((one.unit_id for one in list_units(context) if one.code == unit), unit)
    try:
        made = make_key(context, actor=None, name=name, unit_id=unit_id, scope=scope)
    except LmsError as error:
        say(str(error))
        raise typer.Exit(1) from None
    if json:
        write_json({"id": made.key_id, "key": made.key})
    else:
        show(made.key)


@keys.command("list")
def list_all() -> None:
    """List the keys: id, last characters, whether each holds, what it is for, and its name."""
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.feedback.api_keys import list_keys

    context = open_context()
    bring_up_to_date(context)
    for key in list_keys(context, actor=None):
        holds = "revoked" if key.revoked_at else "holds"
        show(f"{key.key_id}  …{key.tail}  {holds:<8}{key.scope:<9}{key.name}")


@keys.command("revoke")
def revoke(key_id: Annotated[str, typer.Argument(metavar="ID", help="As “list” shows it.")]) -> None:
    """Let a key hold no more, from now on."""
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.feedback.api_keys import revoke_key
    from lms.platform.errors import LmsError

    context = open_context()
    bring_up_to_date(context)
    try:
        revoke_key(context, actor=None, key_id=key_id)
    except LmsError as error:
        say(str(error))
        raise typer.Exit(1) from None
    show("Revoked.")


def renew_originals_key() -> None:
    """Seal originals under a new key, the kept ones too; the old key can go once nothing waits under it."""
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.feedback.key_ring import key_ring, renew_key, reseal, waiting_under_older
    from lms.platform.errors import LmsError

    context = open_context()
    bring_up_to_date(context)
    if not context.settings.original_keys.get_secret_value():
        try:
            renew_key(context)
        except LmsError as error:
            say(str(error))
            raise typer.Exit(1) from None
    done, lost = reseal(context)
    show(f"{done} originals are sealed under key {key_ring(context.settings).newest} now.")
    if lost:
        say(
            f"{lost} originals cannot be opened by any key that is there. Put the missing key back and try again."
        )
        raise typer.Exit(1)
    if waiting := waiting_under_older(context):
        say(f"{waiting} parts of files still wait under an older key: keep it until they are taken in.")
