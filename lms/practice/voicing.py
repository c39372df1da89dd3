"""Voice: a trainee's recording read for them to correct, a customer's line read aloud. Nothing of it is kept."""

from lms.people import Actor
from lms.platform.errors import NotFound
from lms.platform.i18n import mark
from lms.platform.llm.sounds import Sound
from lms.platform.llm.speech import Speech, SpeechFailed, Voice
from lms.platform.settings import Settings, voices_in
from lms.practice.closing import is_overdue
from lms.practice.reading import own_stand, readable
from lms.practice.rows import no_such_attempt, read_card, read_turns
from lms.practice.speaking import AttemptClosed, TimeIsUp
from lms.practice.stage import Practice
from scenarios.persona import Persona
from scenarios.state import spoken
from scenarios.transcript import Locale

ELDERLY_FROM = 60
"""Years; Law on the Protection of the Rights and Interests of the Elderly, article 2."""
_SLOWEST_AGE = 85
_SLOWEST = 0.7


def listens(practice: Practice) -> bool:
    """Whether a trainee may speak instead of typing."""
    return practice.speech is not None and practice.speech.listens


def speaks(practice: Practice) -> bool:
    """Whether a customer's lines can be heard."""
    return practice.speech is not None and practice.speech.speaks


def longest_recording(practice: Practice) -> int:
    """The longest recording that is taken, in seconds."""
    return practice.context.settings.recording_seconds


def understand(practice: Practice, *, actor: Actor, attempt_id: str, recording: bytes) -> str:
    """The words in a recording, for the trainee to read, correct and send; nothing is said by this.

    Args:
        practice: the practice room.
        actor: the trainee.
        attempt_id: their attempt; its language is the one that is listened for.
        recording: a WAV file.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
        AttemptClosed: it has ended.
        TimeIsUp: the exam ran out of time.
        NotTaken: the recording cannot be read, is silent, or too long.
        SpeechFailed: the endpoint gave no words; the same recording may be tried again.
    """
    stand = own_stand(practice, actor, attempt_id)
    if is_overdue(practice, stand):
        raise TimeIsUp
    if not stand.card.open:
        raise AttemptClosed
    return _speech(practice).words(recording, stand.card.locale)


def read_aloud(practice: Practice, *, actor: Actor, attempt_id: str, seq: int) -> Sound:
    """A customer's line as sound, in a voice and at a pace that fit the persona; stage directions are left out.

    Args:
        practice: the practice room.
        actor: whoever may read the attempt.
        attempt_id: the attempt.
        seq: place of the line over both speakers, from 0.

    Raises:
        NotFound: there is no such line, it is not the customer's, or not the actor's to read.
        SpeechFailed: the endpoint gave no sound.
    """
    with practice.context.database.reading() as connection:
        card = read_card(connection, attempt_id)
        turns = read_turns(connection, attempt_id)
    if not readable(practice, actor, card):
        raise no_such_attempt()
    if not 0 <= seq < len(turns) or turns[seq].speaker != "customer":
        raise NotFound(mark("There is no such line in this conversation."))
    scenario = practice.catalogue.scenario(card.slug, card.locale, card.scenario_version)
    voice = voice_of(scenario.persona, card.locale, practice.context.settings)
    return _speech(practice).aloud(spoken(turns[seq].text), voice)


def voice_of(persona: Persona, locale: Locale, settings: Settings) -> Voice:
    """The voice of a customer: the most fitting one that the settings name for the language.

    From the age of sixty it slows down evenly, by a fifth at eighty-five; whoever takes one instruction at a time or
    forgets the first of several speaks a twentieth more slowly for each, never below 0.7.
    """
    gender = persona.portrait.gender
    elderly = persona.age >= ELDERLY_FROM
    names = [settings.speech_voice_female if gender == "female" else settings.speech_voice_male]
    if elderly:
        own = (
            settings.speech_voice_elderly_female if gender == "female" else settings.speech_voice_elderly_male
        )
        names = [own, settings.speech_voice_elderly, *names]
    found = [voices_in(name).get(locale) for name in (*names, settings.speech_voice)]
    age = min(max(persona.age, ELDERLY_FROM), _SLOWEST_AGE)
    speed = 1.0 - 0.2 * (age - ELDERLY_FROM) / (_SLOWEST_AGE - ELDERLY_FROM)
    if elderly:
        speed -= 0.05 * (persona.abilities.pace == 1) + 0.05 * (persona.abilities.memory < 0.5)
    # A voice of the other language is better than a name the endpoint does not know.
    found += voices_in(settings.speech_voice).values()
    return Voice(next(voice for voice in found if voice), round(max(speed, _SLOWEST), 2))


def _speech(practice: Practice) -> Speech:
    if practice.speech is None:
        raise SpeechFailed("absent")
    return practice.speech
