"""The command line: the embedded weights anew, published pictures, pictures of guitars."""

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        print(options.run(options))
    except KeyboardInterrupt:
        print("Stopped. What is done is kept; the same command goes on.", file=sys.stderr)
        return 130
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _pretrain(options: argparse.Namespace) -> str:
    from tlkit.pretraining import pretrain

    pretrain(folder=options.folder, epochs=options.epochs, seed=options.seed)
    return f"Written: {options.folder}/MobileNet.weights.h5 and its log, MobileNet.json"


def _download(options: argparse.Namespace) -> str:
    from tlkit.published import PUBLISHED, download

    folder = download(options.case)
    return f"{PUBLISHED[options.case].description} In {folder}"


def _collect(options: argparse.Namespace) -> str:
    from tlkit.collector import collect_guitars

    folder = collect_guitars(options.folder, per_class=options.per_class)
    return f"In {folder}; authors and licences in its pictures.csv. Look through them before use."


def _measure(options: argparse.Namespace) -> str:
    from tlkit.measured_cases import measure_cases, summary

    measure_cases(options.file, seeds=range(options.seeds))
    return summary(options.file)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tlkit", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def verb(name: str, run: object, help: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(
            name, help=help, formatter_class=argparse.ArgumentDefaultsHelpFormatter
        )
        made.set_defaults(run=run)
        return made

    pretrain = verb(
        "pretrain", _pretrain, "train MobileNet to tell 100 fractals apart; minutes on two cores"
    )
    pretrain.add_argument("--folder", type=Path, default=Path("weights"), help="to write to")
    pretrain.add_argument("--epochs", type=int, default=16, help="passes over the pictures")
    pretrain.add_argument("--seed", type=int, default=0, help="of pictures, weights and order")
    download = verb("download", _download, "get the published pictures of a case, once")
    download.add_argument("case", metavar="CASE", help="small-similar, large-different, say")
    collect = verb(
        "collect-guitars", _collect, "collect pictures of guitars from Wikimedia Commons"
    )
    collect.add_argument("folder", type=Path, help="to fill; a collection that stopped goes on")
    collect.add_argument("--per-class", type=int, default=300, help="pictures of each model")
    measure = verb("measure-cases", _measure, "measure what the four cases must show")
    measure.add_argument("--file", type=Path, default=Path("cases.json"), help="results; resumed")
    measure.add_argument("--seeds", type=int, default=3, help="repetitions")
    return parser


if __name__ == "__main__":
    sys.exit(main())
