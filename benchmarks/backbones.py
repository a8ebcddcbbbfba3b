"""What the bundled backbone is worth: frozen features and the application's own heads, on six packs it never saw.

Run:  python -m benchmarks.backbones [--networks random,bundled,squeezenet1_1,mobilenet_v2] [--packs clothing10,…]
                                     [--seeds 0,1,2] [--keep FILE] [--weights FILE] [--threads N] [--json]

Rows are the packs, columns the networks; a cell is the median over the seeds of the accuracy (clothing10: its
validation pictures; flowers17: its test pictures; signdigits10: a test part drawn by the seed) or of AP50 on the pack's
own test pictures (raccoon, bccd, fruit3_voc). `random` is the bundled network with random weights drawn by the seed.
`way` is how far bundled came from random to mobilenet_v2: (bundled − random) / (mobilenet_v2 − random).
Goals without a GPU: mean way ≥ 55 %, no row under 35 %, clothing10 ≥ 0.48; with one: mean ≥ 75 %, clothing10 ≥ 0.60.
Pictures per second: eager torch, 224×224, channels last, in this run on this machine.
--keep: a file of JSON lines; trainings that it has are not done again, new ones are added. --weights: of bundled,
instead of the ones that are shipped. Packs and weights are found under $VISTAZO_SHARED (default ../shared).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec
import torch
from safetensors.torch import save_file
from torch import nn

from benchmarks import classification, detection
from benchmarks.packs import add_shared_option, unpack, weights_file
from ml_engine.jobs.cores import available_cores, limit_threads
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone, weight_names
from ml_engine.networks.weights import find_weights

NETWORKS = ("random", "bundled", "squeezenet1_1", "mobilenet_v2")
CASES = {
    "clothing10": classification.CASES["clothing10"],
    "flowers17": classification.CASES["flowers17"],
    "signdigits10": classification.SIGNDIGITS,
}
PACKS = (*CASES, *detection.PACKS)
GOALS = {"mean way": 0.55, "least way": 0.35, "clothing10": 0.48, "speed": 2.0}
SPEED_BATCH = 16
SPEED_S = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One training. value: accuracy or AP50.   weights: name of the file."""

    network: str
    pack: str
    seed: int
    value: float
    seconds: float
    weights: str


def main() -> None:
    options = arguments()
    limit_threads(options.threads or available_cores())
    networks, packs = options.networks.split(","), options.packs.split(",")
    seeds = [int(seed) for seed in options.seeds.split(",")]
    rows = kept_rows(options.keep)
    with tempfile.TemporaryDirectory(prefix="vistazo-backbones-") as folder:
        for pack in packs:
            trained_on(pack, networks, seeds, rows, Path(folder), options)
        speeds = {name: speed(name) for name in networks if name != "random"}
    table = medians(rows, networks, packs, options)
    figures = summary(table, speeds)
    show(table, networks, speeds, figures, options)
    if options.json:
        print(json.dumps({"table": table, "pictures_per_second": speeds, **figures}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networks", default=",".join(NETWORKS))
    parser.add_argument("--packs", default=",".join(PACKS))
    parser.add_argument("--seeds", default="0,1,2", help="numbers with commas between them")
    parser.add_argument("--keep", type=Path, help="JSON lines of trainings that are done")
    parser.add_argument("--weights", type=Path, help="of bundled, instead of the shipped ones")
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    add_shared_option(parser)
    return parser.parse_args()


def kept_rows(keep: Path | None) -> list[Row]:
    if keep is None or not keep.exists():
        return []
    return [msgspec.json.decode(line, type=Row) for line in keep.read_bytes().splitlines()]


def trained_on(
    pack: str, networks: list[str], seeds: list[int], rows: list[Row], folder: Path, options: argparse.Namespace
) -> None:
    """Add the rows of a pack that are missing."""
    unpacked = unpack(options.shared, pack, folder)
    for network in networks:
        for seed in seeds:
            weights = weights_of(network, seed, folder, options)
            if any(
                (row.network, row.pack, row.seed, row.weights) == (network, pack, seed, weights.name) for row in rows
            ):
                continue
            row = trained(network, weights, pack, unpacked, seed, folder / f"{pack}-{network}-{seed}", options)
            rows.append(row)
            print(f"{pack:12} {network:14} seed {seed}  {row.value:.3f}  {row.seconds:6.1f} s", flush=True)
            if options.keep:
                with options.keep.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(row)) + "\n")


def trained(
    network: str, weights: Path, pack: str, unpacked: Path, seed: int, project: Path, options: argparse.Namespace
) -> Row:
    backbone = "bundled" if network == "random" else network
    start: list[object] = ["--backbone", backbone, "--weights", weights, "--threads", options.threads]
    if pack in CASES:
        label = classification.measure(pack, CASES[pack], unpacked, seed, project, start)
        return Row(network, pack, seed, label.accuracy, label.seconds, weights.name)
    boxes = detection.measure(pack, unpacked, seed, project, start)
    return Row(network, pack, seed, boxes.ap50, boxes.seconds, weights.name)


def weights_of(network: str, seed: int, folder: Path, options: argparse.Namespace) -> Path:
    """The file that a network's weights are read from. Ends the script in words if it is not there."""
    if network == "random":
        return random_weights(seed, folder)
    if network != "bundled":
        return weights_file(options.shared, network)
    if options.weights:
        return Path(options.weights)
    found = find_weights(BACKBONES.get("bundled"))
    if found is None:
        raise SystemExit("resources/weights has no weights of bundled")
    return found.path


def random_weights(seed: int, folder: Path) -> Path:
    """The bundled network before any learning: He's initialisation, so that its activations keep their size."""
    path = folder / f"bundled-random{seed}.safetensors"
    if not path.exists():
        torch.manual_seed(seed)
        backbone = build_backbone("bundled", None)
        for module in backbone.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        names = weight_names(backbone.info)
        save_file(dict(zip(names, backbone.state_dict().values(), strict=True)), path)
    return path


def speed(name: str) -> float:
    """Pictures a second through the frozen network, embedding, in eager torch."""
    network = build_backbone(name, None).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    pixels = torch.randn(SPEED_BATCH, 3, 224, 224).to(memory_format=torch.channels_last)
    with torch.inference_mode():
        return SPEED_BATCH * rate(lambda: network.embed(pixels))


def rate(work: Callable[[], object]) -> float:
    """Calls a second, after two that warm up."""
    work()
    work()
    began, calls = time.perf_counter(), 0
    while (spent := time.perf_counter() - began) < SPEED_S:
        work()
        calls += 1
    return calls / spent


def medians(
    rows: list[Row], networks: list[str], packs: list[str], options: argparse.Namespace
) -> dict[str, dict[str, float]]:
    """pack → network → median over the seeds."""
    seeds = {int(seed) for seed in options.seeds.split(",")}
    wanted = [row for row in rows if row.seed in seeds and (row.network != "bundled" or is_of(row, options))]
    return {
        pack: {
            network: statistics.median(row.value for row in wanted if (row.network, row.pack) == (network, pack))
            for network in networks
        }
        for pack in packs
    }


def is_of(row: Row, options: argparse.Namespace) -> bool:
    """Whether a kept row of bundled is of the weights that are measured now."""
    return row.weights == weights_of("bundled", row.seed, Path(), options).name


def summary(table: dict[str, dict[str, float]], speeds: dict[str, float]) -> dict[str, float]:
    """The figures that have goals, as far as the networks for them were asked for."""
    figures: dict[str, float] = {}
    if all({"random", "bundled", "mobilenet_v2"} <= set(row) for row in table.values()):
        ways = [way(row) for row in table.values()]
        figures |= {"mean way": statistics.fmean(ways), "least way": min(ways)}
    if "bundled" in table.get("clothing10", {}):
        figures["clothing10"] = table["clothing10"]["bundled"]
    if {"bundled", "mobilenet_v2"} <= set(speeds):
        figures["speed"] = speeds["bundled"] / speeds["mobilenet_v2"]
    return figures


def way(row: dict[str, float]) -> float:
    return (row["bundled"] - row["random"]) / (row["mobilenet_v2"] - row["random"])


def show(
    table: dict[str, dict[str, float]],
    networks: list[str],
    speeds: dict[str, float],
    figures: dict[str, float],
    options: argparse.Namespace,
) -> None:
    print("".join([f"{'':14}", *(f"{network:>15}" for network in networks), f"{'way':>8}"]))
    for pack, row in table.items():
        share = f"{way(row):8.0%}" if "mean way" in figures else ""
        print("".join([f"{pack:14}", *(f"{row[network]:15.3f}" for network in networks), share]))
    rates = [f"{speeds[network]:15.0f}" if network in speeds else f"{'':15}" for network in networks]
    print("".join([f"{'pictures/s':14}", *rates]))
    sizes = [f"{size(network, options):15.1f}" if network != "random" else f"{'':15}" for network in networks]
    print("".join([f"{'megabytes':14}", *sizes]))
    for name, value in figures.items():
        print(f"{name:12} {value:.3f}   goal >= {GOALS[name]:g}: {'ok' if value >= GOALS[name] else 'MISSED'}")


def size(network: str, options: argparse.Namespace) -> float:
    """Megabytes of a network's weights file."""
    return weights_of(network, 0, Path(), options).stat().st_size / 1e6


if __name__ == "__main__":
    main()
