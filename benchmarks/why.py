"""How long a click on Why? takes: the first one, which opens the network, and those after it.

Run:  python -m benchmarks.why NETWORK PICTURE [--clicks 6] [--method grad-cam] [--threads 1] [--json]

NETWORK: a run's folder, or a pretrained backbone whose weights are here. As the window's worker does it, here.
  first_s, again_s   processor seconds of the first click, and the median of the others: they do not depend on what
                     else the machine does;   first_wall_s, again_wall_s: by the clock
With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import torch

from ml_engine.insight.heat_maps import show_heat_map
from ml_engine.jobs.insight_specs import HEAT_METHODS, HeatMapJob, NetworkPlace
from ml_engine.networks.weights import weights_folder


def clicks(job: HeatMapJob, count: int) -> list[tuple[float, float]]:
    """Processor and wall seconds of each."""
    found = []
    for _ in range(count):
        processor, wall = time.process_time(), time.perf_counter()
        show_heat_map(job, lambda _: None, lambda: False)
        found.append((time.process_time() - processor, time.perf_counter() - wall))
    return found


def main() -> None:
    """Print the figures of one network and picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--clicks", type=int, default=6)
    parser.add_argument("--method", choices=HEAT_METHODS, default=None)
    parser.add_argument("--weights-dir", default=str(weights_folder()))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    is_run = Path(asked.network).is_dir()
    place = NetworkPlace(
        asked.network if is_run else "", "" if is_run else asked.network, weights_dirs=(asked.weights_dir,)
    )
    job = HeatMapJob(str(asked.picture.absolute()), place, asked.method or "", device="cpu", threads=asked.threads)
    first, *others = clicks(job, max(2, asked.clicks))
    processor, wall = (statistics.median(one[place] for one in others) for place in (0, 1))
    figures = {"first_s": first[0], "again_s": processor, "first_wall_s": first[1], "again_wall_s": wall}
    for name, value in figures.items():
        print(f"{name:13} {value:.3f}")
    if asked.json:
        print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
