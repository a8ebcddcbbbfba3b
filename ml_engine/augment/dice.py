"""Random numbers that depend on nothing but their name: the same view of the same picture is the same everywhere.

A counter-based generator keyed by a hash needs no state, so views can be made in any order, thread or process.
"""

from __future__ import annotations

import hashlib

import numpy as np


def named_dice(seed: int, view: int, key: str, purpose: str) -> np.random.Generator:
    """A generator of its own for one purpose ('geometry', 'pixels') in one view of one picture.

    Source: Philox4x64, Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3" (2011), keyed by BLAKE2b-128.
    """
    name = f"{seed}\x00{view}\x00{purpose}\x00{key}".encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(name, digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))
