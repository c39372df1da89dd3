"""``lms play``: a scenario in the terminal, by a person or by a script."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from lms.cli.choices import EngineChoice, LocaleChoice, PolicyChoice, customer_of
from lms.cli.judging import assess, show_assessment
from lms.cli.player import tell_player, tell_stand_in
from lms.cli.speech import say, show, write_json
from scenarios.transcript import Locale

if TYPE_CHECKING:
    from scenarios.conversation import Conversation, ReplyRefused
    from scoring.assessment import Assessment

YOU = {"zh-CN": "您", "en": "You"}
HOW_TO_END = {
    "zh-CN": "直接输入您要说的话，回车发送；按 Ctrl-D 结束谈话。",
    "en": "Type what you say and press Enter; Ctrl-D ends the conversation.",
}
REFUSED = {
    "zh-CN": {
        "empty": "您还没有说话，这一轮不算。",
        "too_long": "这段话有 {length} 个字，客户听不过来；请说短一些，不超过 {most} 个字。这一轮不算。",
    },
    "en": {
        "empty": "You have not said anything; no turn was taken.",
        "too_long": "That is {length} characters, more than a customer would listen to; "
        "say it in {most} or fewer. No turn was taken.",
    },
}


def play(
    slug: Annotated[str, typer.Argument(help="Scenario; lms scenario list names them.")],
    locale: Annotated[
        LocaleChoice | None, typer.Option(help="Language; the first it is written in by default.")
    ] = None,
    engine: Annotated[
        EngineChoice, typer.Option(help="Who finds the customer's words.")
    ] = EngineChoice.BUILT_IN,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same built-in customer.")] = 0,
    policy: Annotated[
        PolicyChoice | None, typer.Option(help="Let one of the scenario's scripted trainees speak.")
    ] = None,
    script: Annotated[
        Path | None, typer.Option(help="Let a file speak: one trainee turn a line; - is standard input.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the played session as JSON.")] = False,
) -> None:
    """Play a scenario and score it. Without --policy or --script you are the trainee."""
    if policy and script:
        raise typer.BadParameter("give --policy or --script, not both")
    from scenarios.conversation import Conversation
    from scenarios.loader import load, locales_of

    written: tuple[Locale, ...] = locales_of(slug) or ("zh-CN",)
    scenario = load(slug, locale.locale if locale else written[0])
    lines = getattr(scenario.trainees, policy.value) if policy else _read_script(script) if script else None
    customer = customer_of(engine)
    conversation = Conversation(scenario, customer, seed=seed)
    # Where the conversation is read: a script's with --json is read by a program alone.
    out = sys.stdout if not json else sys.stderr if lines is None else None
    tell_player(customer.engine, scenario.locale, out)
    if lines is None:
        _converse(conversation, out=out or sys.stderr)
    else:
        _recite(conversation, lines, out=out)
    tell_stand_in(conversation, out)
    assessment, heard = assess(conversation.transcript, scenario)
    if json:
        write_json(played_session(conversation, assessment, engine=engine.value, seed=seed))
    else:
        if conversation.ending:
            show(f"\n{conversation.ending.text}")
        # A script that runs out ends the visit, so an ending is always known here.
        wanted = conversation.ending is not None and conversation.ending.wanted
        show_assessment(assessment, conversation.transcript, scenario, wanted=wanted, heard=heard)


def played_session(
    conversation: "Conversation", assessment: "Assessment", *, engine: str, seed: int
) -> dict[str, object]:
    """Return the exchanged shape of a played session (TAXONOMY, *Exchanged shapes*)."""
    ending = conversation.ending
    return {
        "transcript": conversation.transcript.model_dump(mode="json", exclude_none=True),
        "engine": engine,
        "seed": seed,
        "ending": ending.id if ending else None,
        "wanted": bool(ending and ending.wanted),
        "assessment": assessment.model_dump(mode="json", exclude_none=True),
        "trace": [step.as_json() for step in conversation.steps],
    }


def _read_script(path: Path) -> list[str]:
    """Return the turns of a script: an empty line between two others lets the customer wait for an answer.

    Raises:
        ValueError: the file cannot be read as UTF-8 text, or there is nothing in it.
    """
    if path.is_dir():
        raise ValueError(f"{path}: is a folder; name a text file with one trainee turn a line")
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path}: is not UTF-8 text; save it as UTF-8 and try again") from None
    except OSError as error:
        raise ValueError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    # U+0000 ends a string in many a program that reads the transcript later; nobody says it.
    text = text.replace("\0", "").strip("\r\n \t")
    if not text:
        raise ValueError(f"{path}: nothing is written in it; write one trainee turn a line")
    return [line.strip() for line in text.split("\n")]


def _hear(conversation: "Conversation", chunks: Iterator[str], out: TextIO | None) -> None:
    """Let the customer speak, in full, and as it comes where somebody watches."""
    if out is None:
        for _ in chunks:
            pass
        return
    # Words that are refused get no answer: the customer is named only once there is one.
    before = f"\n{conversation.scenario.persona.called}: "
    for chunk in chunks:
        out.write(before + chunk)
        out.flush()
        before = ""
    out.write("\n")


def _recite(conversation: "Conversation", lines: Sequence[str], *, out: TextIO | None) -> None:
    """Let a script be the trainee; when its lines run out the trainee ends the conversation.

    A line that cannot be a turn is none, here as for a person at the terminal; it is named on standard error.
    """
    from scenarios.conversation import ReplyRefused, turn_of

    locale = conversation.scenario.locale
    _hear(conversation, conversation.open(), out)
    for place, line in enumerate(lines, start=1):
        if conversation.ending:
            break
        turn = turn_of(line, locale)
        if out:
            out.write(f"\n{YOU[locale]}: {turn}\n")
        try:
            _hear(conversation, conversation.say(turn), out)
        except ReplyRefused as error:
            say(f"{place}: {_why_refused(error, locale)}")
    if conversation.ending is None:
        _hear(conversation, conversation.stop(), out)


def _converse(conversation: "Conversation", *, out: TextIO) -> None:
    """Let the person at the terminal be the trainee, until either side ends it."""
    from scenarios.conversation import ReplyRefused

    scenario = conversation.scenario
    out.write(f"{scenario.title}\n{scenario.brief.situation}\n{scenario.brief.task}\n")
    out.writelines(f"- {known}\n" for known in scenario.brief.known)
    out.write(f"{HOW_TO_END[scenario.locale]}\n")
    _hear(conversation, conversation.open(), out)
    while conversation.ending is None:
        out.write(f"{YOU[scenario.locale]}: ")
        out.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            _hear(conversation, conversation.stop(), out)
            return
        try:
            _hear(conversation, conversation.say(line), out)
        except ReplyRefused as error:
            say(_why_refused(error, scenario.locale))


def _why_refused(error: "ReplyRefused", locale: Locale) -> str:
    from scenarios.conversation import MAX_REPLY

    return REFUSED[locale][error.reason].format(length=error.length, most=MAX_REPLY)
