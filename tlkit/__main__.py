"""The command line: `tlkit pretrain` makes the embedded weights anew."""

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    from tlkit.pretraining import pretrain

    try:
        pretrain(folder=options.folder, epochs=options.epochs, seed=options.seed)
    except KeyboardInterrupt:
        print("Stopped. Finished epochs are kept; the same command goes on.", file=sys.stderr)
        return 130
    print(f"Written: {options.folder}/MobileNet.weights.h5 and its log, MobileNet.json")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tlkit", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    pretrain = verbs.add_parser(
        "pretrain",
        help="train MobileNet to tell 100 fractals apart; minutes on two cores",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    pretrain.add_argument("--folder", type=Path, default=Path("weights"), help="to write to")
    pretrain.add_argument("--epochs", type=int, default=16, help="passes over the pictures")
    pretrain.add_argument("--seed", type=int, default=0, help="of pictures, weights and order")
    return parser


if __name__ == "__main__":
    sys.exit(main())
