"""Plays what was asked for, one run after the other, beside the portal: one thread that waits, one process that plays.

Both are there only while something is to be played. The process is another, because a conversation takes the
interpreter whole, and people are waiting for their own customers meanwhile.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from sqlalchemy.exc import SQLAlchemyError

from lms.authoring import trial_rows
from lms.authoring.edition import rules_edition
from lms.catalogue import Catalogue
from lms.platform.context import Context
from lms.platform.logging import log
from scenarios.schema import Scenario
from scenarios.transcript import Locale
from scoring.trials import findings, summarise

PLAYER_ENDED = "player_ended"
"""What the failure of a run begins with whose process ended before its time; the exit code follows."""
PLAYER_SILENT = "player_silent"
"""What the failure of a run begins with whose process gave no answer; for how many seconds, follows."""
PATIENCE_S = 25.0
"""How long one seed may take, many times what it does; shorter than ``trial_rows.SILENT_S``, after which another
portal would take the run up and wait in vain as well."""
PLAYER = (sys.executable, "-m", "scoring.trials.player")
_STOPS_WITHIN_S = 10.0


class TrialWorker:
    """One a process of the portal. Safe to share."""

    def __init__(
        self,
        context: Context,
        catalogue: Catalogue,
        *,
        player: Sequence[str] = PLAYER,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Rest until woken.

        Args:
            context: database and clock.
            catalogue: the scenarios.
            player: the command that plays; see ``scoring.trials.player`` for what it is told and answers.
            patience_s: how long it may take for one seed.
        """
        self._context, self._catalogue = context, catalogue
        self._player, self._patience_s = player, patience_s
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._woken = False
        self._stopped = threading.Event()

    def wake(self) -> None:
        """See whether anything is to be played; does not wait."""
        with self._lock:
            if self._stopped.is_set():
                return
            self._woken = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="trials", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stop after the seed that is being played, and lay the run down; whoever is free takes it up."""
        with self._lock:
            self._stopped.set()
            thread = self._thread
        if thread is not None:
            thread.join(_STOPS_WITHIN_S)

    def _work(self) -> None:
        try:
            while self._goes_on():
                now = self._context.now()
                run_id = trial_rows.claim_next(self._context.database, rules=rules_edition(), now=now)
                if run_id is not None:
                    with self._lock:
                        self._woken = True
                    self._play_or_say_why(run_id)
        finally:
            with self._lock:
                # After a fault the next one to look starts anew; a thread that went to rest may have been followed.
                if self._thread is threading.current_thread():
                    self._thread = None

    def _goes_on(self) -> bool:
        """Whether to look once more; in one step with going to rest, so that nobody wakes a thread that leaves."""
        with self._lock:
            going = self._woken and not self._stopped.is_set()
            self._woken = False
            if not going:
                self._thread = None
            return going

    def _play_or_say_why(self, run_id: str) -> None:
        """Play a run; what keeps it from being played is kept with it, or it would be taken up for ever."""
        try:
            self._play(run_id)
        except SQLAlchemyError:
            # Nothing can be kept now: whoever looks next has it taken up again.
            raise
        except Exception as error:
            log().exception("trials_not_played", run=run_id)
            trial_rows.fail(self._context.database, run_id, f"{type(error).__name__}: {error}")

    def _play(self, run_id: str) -> None:
        database, now = self._context.database, self._context.now
        run = _read(self._context, run_id)
        scenario = self._catalogue.scenario(run.slug, cast("Locale", run.locale), run.version)
        with _Player(scenario, self._player, self._patience_s) as player:
            while (seed := trial_rows.missing_seed(database, run_id, run.seeds)) is not None:
                if self._stopped.is_set():
                    trial_rows.release(database, run_id)
                    return
                answer = player.play(seed)
                if isinstance(answer, str):
                    trial_rows.fail(database, run_id, answer)
                    return
                trial_rows.keep_seed(database, run_id, seed, answer, now=now())
                run = _read(self._context, run_id)
        with database.reading() as connection:
            trials = trial_rows.read_trials(connection, run_id)
        found = findings(trials, difficulty=scenario.difficulty)
        trial_rows.finish(database, run_id, summarise(scenario, trials, found, text=run.text), now=now())


class _Player:
    """The process that plays one scenario; it ends with this object, and with the portal however that ends."""

    def __init__(self, scenario: Scenario, command: Sequence[str], patience_s: float) -> None:
        self._patience_s, self._given_up = patience_s, False
        self._process = subprocess.Popen(  # noqa: S603  the program's own command
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            # Not of the terminal's group: Ctrl-C is for the portal, which then closes the input.
            start_new_session=True,
        )
        self._scenario: str | None = scenario.model_dump_json(exclude_defaults=True)

    def __enter__(self) -> "_Player":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()
        with suppress(BrokenPipeError):
            self._process.stdin.close()

    def play(self, seed: int) -> list[dict[str, Any]] | str:
        """All trainees' trials with one seed, or in words why they could not be played."""
        assert self._process.stdin is not None and self._process.stdout is not None
        first = "" if self._scenario is None else f"{self._scenario}\n"
        self._scenario = None
        # Writing may wait as long as reading, for a process that takes nothing; killed, it ends both.
        impatience = threading.Timer(self._patience_s, self._give_up)
        impatience.start()
        try:
            self._process.stdin.write(f"{first}{seed}\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            impatience.cancel()
        if not line:
            return f"{PLAYER_SILENT}: {self._patience_s:g}" if self._given_up else self._ended()
        answer: dict[str, str] | list[dict[str, Any]] = json.loads(line)
        return answer["failure"] if isinstance(answer, dict) else answer

    def _give_up(self) -> None:
        self._given_up = True
        self._process.kill()

    def _ended(self) -> str:
        return f"{PLAYER_ENDED}: {self._process.wait()}"


def _read(context: Context, run_id: str) -> trial_rows.Run:
    with context.database.reading() as connection:
        run = trial_rows.read_run_by_id(connection, run_id, now=context.now())
    assert run is not None, "a run that was claimed is there"
    return run
