"""Average checkpoints of the reader that grew from one another: often better than any of them, and costs nothing.

    python training/average_reader.py --target ~/reader/mean.pt ~/one/checkpoint.pt 0.4 ~/two/checkpoint.pt 0.6

Weights that lie on one slope of the loss may be averaged (Wortsman et al., 2022, “model soups”); those of runs with
different beginnings may not. The result can be exported, scored, or be the `--start` of another run.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from reader_model import load_state


def main() -> None:
    """Write the weighted mean; the weights are brought to a sum of one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("pairs", nargs="+", metavar="CHECKPOINT WEIGHT")
    options = parser.parse_args()
    paths, weights = options.pairs[::2], [float(weight) for weight in options.pairs[1::2]]
    if len(paths) != len(weights) or sum(weights) <= 0:
        parser.error("name a weight after each checkpoint")
    states = [load_state(Path(path)) for path in paths]
    shares = [weight / sum(weights) for weight in weights]
    mean = {name: sum(share * state[name] for share, state in zip(shares, states, strict=True)) for name in states[0]}
    torch.save({"model": mean}, options.target)


if __name__ == "__main__":
    main()
