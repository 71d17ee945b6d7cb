"""The command line: a look at this machine, the embedded weights anew, images, measurements."""

import argparse
import sys
from pathlib import Path

from tlkit.models.embedded import EMBEDDED


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
    if options.evaluate:
        from tlkit.experiments.pretraining_benefit import evaluate

        return evaluate(weights=options.weights).round(2).to_string()
    from tlkit.experiments.pretraining import pretrain

    name = options.network
    pretrain(name, folder=options.folder, epochs=options.epochs, seed=options.seed)
    return f"Written: {options.folder}/{name}.weights.h5 and its log, {name}.json"


def _download(options: argparse.Namespace) -> str:
    from tlkit.data.published import PUBLISHED, download

    folder = download(options.case)
    return f"{PUBLISHED[options.case].description} In {folder}"


def _collect(options: argparse.Namespace) -> str:
    from tlkit.data.commons import collect_guitars

    folder = collect_guitars(options.folder, per_class=options.per_class)
    return f"In {folder}; authors and licences in its pictures.csv. Look through them before use."


def _doctor(_: argparse.Namespace) -> str:
    from tlkit.doctor import examine, report

    findings = examine()
    text = report(findings)
    if not all(finding.fine for finding in findings):
        raise ValueError(text)
    return text


def _measure(options: argparse.Namespace) -> str:
    from tlkit.experiments.four_cases import measure_cases, summary

    measure_cases(options.file, seeds=range(options.seeds))
    return summary(options.file)


def _measure_map(options: argparse.Namespace) -> str:
    from tlkit.experiments.strategy_map import measure_map, summary

    measure_map(options.file, seeds=range(options.seeds))
    return summary(options.file)


def _measure_transfer(options: argparse.Namespace) -> str:
    from tlkit.experiments.measured_transfer import measure_transfer

    tables = measure_transfer(options.folder, seeds=range(options.seeds))
    return "\n\n".join(f"{name} donor\n{table.round(3)}" for name, table in tables.items())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tlkit", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def verb(name: str, run: object, help: str) -> argparse.ArgumentParser:
        command = verbs.add_parser(
            name, help=help, formatter_class=argparse.ArgumentDefaultsHelpFormatter
        )
        command.set_defaults(run=run)
        return command

    pretrain = verb("pretrain", _pretrain, "train a network on images that formulas draw")
    names = list(EMBEDDED)
    pretrain.add_argument("network", nargs="?", default=names[0], choices=names, help="which")
    pretrain.add_argument("--folder", type=Path, default=Path("weights"), help="to write to")
    pretrain.add_argument("--epochs", type=_count, help="of new images; else as the recipe says")
    pretrain.add_argument("--seed", type=int, default=0, help="of images and weights")
    pretrain.add_argument(
        "--evaluate",
        action="store_true",
        help="train nothing; measure a MobileNet on images it never saw, beside random weights; "
        "beside ImageNet weights and on photographs, where TLKIT_REAL_DATA has them",
    )
    pretrain.add_argument("--weights", default="embedded", help="file that --evaluate measures")
    download = verb("download", _download, "get the published images of a case, once")
    download.add_argument("case", metavar="CASE", help="such as small-similar or large-different")
    collect = verb("collect-guitars", _collect, "collect images of guitars from Wikimedia Commons")
    collect.add_argument("folder", type=Path, help="to fill; a collection that stopped goes on")
    collect.add_argument("--per-class", type=_count, default=300, help="images of each model")
    verb("doctor", _doctor, "see whether the course runs on this machine, and how fast")
    cases = verb("measure-cases", _measure, "measure what the four cases must show")
    cases.add_argument("--file", type=Path, default=Path("cases.json"), help="results; resumed")
    map = verb("measure-map", _measure_map, "measure which strategy wins where")
    map.add_argument("--file", type=Path, default=Path("map.json"), help="results; resumed")
    transfer = verb("measure-transfer", _measure_transfer, "measure how transferable layers are")
    transfer.add_argument("--folder", type=Path, default=Path("transfer"), help="to fill; resumed")
    for measure in (cases, map, transfer):
        measure.add_argument("--seeds", type=_count, default=3, help="repetitions")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive integer")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
