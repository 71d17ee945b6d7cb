"""The freezing explorer: a slider over the layers, what it costs, and training runs on a case."""

from html import escape
from typing import Any

import ipywidgets as widgets
import keras

from tlkit.cases.cases import Case
from tlkit.models.heads import add_head, classifier_start
from tlkit.training.step_cost import Network, Step
from tlkit.widgets._controls import Explorer, dropdown, row, slider, table
from tlkit.widgets._layer_strip import Strip
from tlkit.widgets._training_runs import BATCH, Frozen, TrainingRuns

INCEPTION_START = 150  # the layers that the guitars' recipe freezes
_INSIDE = -1  # among the ends of blocks: none of them


def explore_freezing(model: keras.Model, case: Case | None = None) -> "FreezingExplorer":
    """Return an explorer of how many layers to freeze: what each choice costs, and how it does.

        explore_freezing(case.backbone, case)

    A slider freezes the first layers of a copy: `model` is not changed. The strip shows what is
    frozen, what trains, and which batch normalisation runs in inference. With a case, a button
    trains on its images, from the same weights at every run; the activations of the frozen
    part are kept on disk (see `tlkit.fit_cached`), so that a second run from there begins at once.

    In print, `tlkit.freeze` and `tlkit.show_layers` draw the strip, `tlkit.show_histories` the
    curves.

    Args:
        model: a flat model; with a case, one without a classifier is given one for its classes.
        case: as `tlkit.load_case` returns it.

    Raises:
        ValueError: a model that takes images of any size, or with another model inside; or a
            case with other classes than the model's, or images of another size.
    """
    if case is not None:
        model = _for_case(model, case)
    return FreezingExplorer(model, case)


class FreezingExplorer(Explorer):
    """The controls and, with a case, the training runs so far (`runs.done`)."""

    def __init__(self, model: keras.Model, case: Case | None) -> None:
        self.model = model
        self.case = case
        self.network = Network(model)
        self.strip = Strip(self.network)
        self.frozen = slider("Freeze the first", _start(model), len(model.layers))
        self.block = dropdown("up to", self._ends(), _INSIDE)
        self.batch_norm = widgets.Checkbox(
            False, description="batch normalisation trains, too", indent=False
        )
        self.drawing, self.numbers, self.verdict = (widgets.HTML() for _ in range(3))
        for control in (self.frozen, self.batch_norm):
            control.observe(self._show, "value")
        self.block.observe(self._jump, "value")
        parts = [row(self.frozen, self.block, self.batch_norm), self.drawing]
        parts.append(row(self.numbers, self.verdict))
        self.runs: TrainingRuns | None = None
        if case:
            self.runs = TrainingRuns(model, case, self._frozen)
            parts.append(self.runs.box)
        super().__init__(*parts)
        self._show()

    @property
    def step(self) -> Step:
        """What a step of training takes as the controls stand."""
        return self.network.step(
            self.frozen.value, batch_norm=self.batch_norm.value, batch_size=BATCH
        )

    def _frozen(self) -> Frozen:
        return Frozen(self.frozen.value, self.batch_norm.value, self.step.trained)

    def _show(self, _: object = None) -> None:
        cut = self.frozen.value
        step = self.step
        self.drawing.value = self.strip.draw(step.states, cut)
        whole = self.network.step(0, batch_norm=self.batch_norm.value, batch_size=BATCH)
        images = len(self.case.train.images) if self.case else None
        self.numbers.value = _numbers(step, whole, images)
        self.verdict.value = _verdict(self.network, cut, step, whole)
        ends = [stop for _, stop in self._ends()]
        self.block.value = cut if cut in ends else _INSIDE

    def _jump(self, change: dict[str, Any]) -> None:
        if change["new"] != _INSIDE:
            self.frozen.value = change["new"]

    def _ends(self) -> list[tuple[str, int]]:
        ends = [(f"the end of {block.name}", block.stop) for block in self.network.blocks]
        return [("inside a block", _INSIDE), ("nothing", 0), *ends]


def _for_case(model: keras.Model, case: Case) -> keras.Model:
    """The model with a classifier for the classes of a case."""
    if case.train.images.shape[1:] != model.input_shape[1:]:
        raise ValueError(
            f"the images of {case.name} are {case.train.images.shape[1:]}, but {model.name} "
            f"takes {model.input_shape[1:]}; load the case with backbone={model.name}"
        )
    if len(model.output_shape) != 2:
        return add_head(model, case.num_classes, seed=0)
    if model.output_shape[-1] != case.num_classes:
        raise ValueError(
            f"{model.name} tells {model.output_shape[-1]} classes apart, but {case.name} has "
            f"{case.num_classes}; see tlkit.replace_head"
        )
    return model


def _start(model: keras.Model) -> int:
    """The number of layers that are frozen at first."""
    if model.name == "inception_v3":
        return INCEPTION_START
    try:
        return classifier_start(model)
    except ValueError:
        return len(model.layers) // 2


def _numbers(step: Step, whole: Step, images: int | None) -> str:
    rows = {
        "weights that train": (f"{step.trained:,}", f"{whole.trained:,}"),
        "frozen weights": (f"{step.frozen:,}", f"{whole.frozen:,}"),
    }
    if images:
        label = f"weights for each of {images:,} images"
        rows[label] = (f"{step.trained / images:,.0f}", f"{whole.trained / images:,.0f}")
    rows |= {
        "million multiplications an image": _both(step, whole, "multiplications"),
        "… with the frozen part run once": _both(step, whole, "multiplications_cached"),
        f"megabytes for {BATCH} images, about": _both(step, whole, "memory"),
    }
    return table("", ["now", "all trained"], rows.items())


def _both(step: Step, whole: Step, name: str) -> tuple[str, str]:
    now, all_ = (f"{getattr(one, name) / 1e6:,.1f}" for one in (step, whole))
    return now, all_


def _share(step: Step, whole: Step, name: str) -> str:
    share = getattr(step, name) / getattr(whole, name)
    return f"{share:.0%}" if share >= 0.01 else "less than 1%"


def _verdict(network: Network, cut: int, step: Step, whole: Step) -> str:
    """What a choice gains and loses against training everything, as a list."""
    lines = []
    if not step.trained:
        lines.append("<b>Nothing trains</b>: the network is used as it is.")
    elif step.trained == whole.trained:
        lines += [
            "<b>Gained</b>: every layer can adapt.",
            "<b>Lost</b>: no saving, the most weights to fit, and a large learning rate can spoil "
            "every layer.",
        ]
    else:
        lines += [
            f"<b>Gained</b>: a step takes {_share(step, whole, 'multiplications_cached')} of the "
            f"multiplications and {_share(step, whole, 'memory')} of the memory, fits "
            f"{_share(step, whole, 'trained')} of the weights, and cannot spoil the others.",
            f"<b>Lost</b>: what the layers up to {escape(network.layers[cut - 1].name)} see stays "
            "as it was learned on other images.",
        ]
    if separated := network.cut_block(cut):
        name, below, above = separated
        lines.append(
            f"<b>Inside block {escape(name)}</b>: some of its parallel branches are frozen, and "
            f"others train. It begins at {below} and ends at {above}."
        )
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<ul style="max-width: 34em; line-height: 1.4">{items}</ul>'
