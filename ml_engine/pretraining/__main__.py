"""Make the bundled backbone's weights again.

python -m ml_engine.pretraining FOLDER --teacher mobilenet_v2.pth --pictures SHARE:FOLDER … [--views N]

FOLDER holds the training; the same command goes on where it was stopped (Ctrl+C, or a kill: at most five minutes are
lost). The weights are written into it as bundled-HASH.safetensors. Runs on a GPU where there is one.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Progress
from ml_engine.jobs.cores import available_cores, limit_threads
from ml_engine.networks.weights import WeightsFile, sha256_of
from ml_engine.pretraining.pictures import Source, parse_source, read_source, rendered_source
from ml_engine.pretraining.recipe import PretrainRecipe

SAY_EVERY_S = 10.0
FIRST_DESK = 1_000_000  # far from the seeds of the demo's pictures, which measure


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


class _Teller:
    """One line of progress now and then."""

    def __init__(self) -> None:
        self._said = 0.0

    def __call__(self, event: Progress) -> None:
        now = time.monotonic()
        if now - self._said < SAY_EVERY_S and event.done < event.total:
            return
        self._said = now
        left = "" if event.eta_s is None else f"  {event.eta_s / 60:.0f} min left"
        _say(f"{event.done:7} of {event.total} steps{left}")


def main() -> int:
    options = _arguments()
    stop: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: stop.append(number))
    limit_threads(options.threads or available_cores())
    try:
        return _pretrain(options, stop)
    except UserError as error:
        sys.stderr.write(f"{error.message} {error.hint}\n")
        return 1


def _pretrain(options: argparse.Namespace, stop: list[int]) -> int:
    import torch  # only now: its threads must first be told how to wait

    from ml_engine.pretraining.run import Pretraining
    from ml_engine.pretraining.weights_file import write_student

    recipe = PretrainRecipe(seed=options.seed)
    sources = _sources(options)
    teacher = WeightsFile(options.teacher, sha256_of(options.teacher), "named file")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    training = Pretraining(options.folder, sources, teacher, recipe, max(1, options.views // recipe.batch), device)
    if not training.run(_Teller(), lambda: bool(stop)):
        _say(f"Stopped after {training.progress.step} steps. The same command goes on from here.")
        return 130
    path = write_student(training.finished_student(), options.folder)
    _say(f"{path} after {training.progress.seconds / 3600:.2f} hours of computing, recipe {recipe.digest()}.")
    return 0


def _sources(options: argparse.Namespace) -> list[Source]:
    sources = []
    for text in options.pictures:
        share, folder = parse_source(text)
        sources.append(read_source(share, folder))
        _say(f"{len(sources[-1].images)} pictures in {folder}")
    if options.rendered:
        sources.append(rendered_source(options.rendered, options.rendered_count, FIRST_DESK))
        _say(f"{options.rendered_count} rendered pictures")
    return sources


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m ml_engine.pretraining",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--teacher", type=Path, required=True, help="weights of mobilenet_v2 with their classifier")
    parser.add_argument("--pictures", action="append", default=[], metavar="SHARE:FOLDER", help="may be repeated")
    parser.add_argument("--rendered", type=float, default=0.1, help="share of rendered desks (%(default)s)")
    parser.add_argument("--rendered-count", type=int, default=200)
    parser.add_argument("--views", type=int, default=2_000_000, help="of the whole training (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
