"""What trials stand on: the database and clock, the catalogue, the shipped table, and the worker beside the portal."""

import threading
from collections import OrderedDict
from collections.abc import Collection
from pathlib import Path

from lms.authoring import trial_rows
from lms.authoring.sampling import Sample, play_sample
from lms.authoring.shipped import TABLE, Shipped, read_shipped
from lms.authoring.trial_rows import Finished
from lms.authoring.trial_worker import TrialWorker
from lms.catalogue import Catalogue
from lms.platform.context import Context
from scenarios.schema import Scenario
from scoring.trials import Summary

MOST_SUMMARIES = 2_000
MOST_SAMPLES = 64


class TrialRoom:
    """One a process, safe to share: remembers summaries it has read, and the conversations read last."""

    def __init__(
        self,
        context: Context,
        catalogue: Catalogue,
        *,
        table: Path = TABLE,
        worker: TrialWorker | None = None,
    ) -> None:
        """Start with nothing remembered, and nothing being played.

        Args:
            context: database, settings and clock.
            catalogue: the scenarios.
            table: the shipped run.
            worker: who plays; one of its own when not given.
        """
        self.context, self.catalogue = context, catalogue
        self.worker = worker or TrialWorker(context, catalogue)
        self._table = table
        self._lock = threading.Lock()
        self._summaries: OrderedDict[Finished, Summary] = OrderedDict()
        self._samples: OrderedDict[tuple[str, str, int, str, int], Sample] = OrderedDict()

    def close(self) -> None:
        """Lay down what is being played."""
        self.worker.close()

    def shipped(self) -> Shipped:
        """The run that came with the product."""
        return read_shipped(self._table)

    def summaries(self, runs: Collection[Finished]) -> dict[str, Summary]:
        """What came of runs, by id; one question to the database for all that are not known yet."""
        with self._lock:
            known = {run.run_id: self._summaries[run] for run in runs if run in self._summaries}
        new = [run for run in runs if run.run_id not in known]
        if new:
            with self.context.database.reading() as connection:
                read = trial_rows.read_summaries(connection, [run.run_id for run in new])
            with self._lock:
                for run in new:
                    self._summaries[run] = read[run.run_id]
                while len(self._summaries) > MOST_SUMMARIES:
                    self._summaries.popitem(last=False)
            known |= read
        return known

    def sample(self, scenario: Scenario, version: int, trainee: str, seed: int) -> Sample:
        """One conversation, played when it is first wanted."""
        place = (scenario.slug, scenario.locale, version, trainee, seed)
        with self._lock:
            if place in self._samples:
                return self._samples[place]
        sample = play_sample(scenario, trainee, seed, at=self.context.now())
        with self._lock:
            self._samples[place] = sample
            while len(self._samples) > MOST_SAMPLES:
                self._samples.popitem(last=False)
        return sample
