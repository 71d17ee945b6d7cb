"""Training runs of an explorer: its buttons, its progress, and the curves of all runs."""

import threading
import time
import warnings
from collections.abc import Callable
from html import escape
from typing import NamedTuple

import ipywidgets as widgets
import keras

from tlkit.cases.cases import Case
from tlkit.plots.training import show_histories
from tlkit.training.stages import Stage, train_stages
from tlkit.widgets._controls import button, dropdown, figure_image, row, table

RATES = ("0.1", "0.01", "0.001", "0.0001", "0.00001")
BATCH = 32  # images in a step


class Frozen(NamedTuple):
    """What a run is asked to freeze, and how many weights that leaves to train."""

    cut: int
    batch_norm: bool
    trained: int


class TrainingRun(NamedTuple):
    """One training, and what came of it; `history` is that of Keras."""

    name: str
    trained: int
    seconds: float
    history: keras.callbacks.History

    @property
    def accuracy(self) -> float:
        """On the validation images, after the last epoch."""
        return self.history.history["val_accuracy"][-1]


class TrainingRuns:
    """Trains copies of a model, in a thread of its own, from the same weights at every run.

    Args:
        model: with a classifier for the case; it is not changed.
        case: whose images are trained on.
        frozen: asked for what is to be frozen when a run begins.
    """

    def __init__(self, model: keras.Model, case: Case, frozen: Callable[[], Frozen]) -> None:
        self.model = model
        self.case = case
        self.frozen = frozen
        self.done: list[TrainingRun] = []
        self.rate = dropdown("learning rate", [(rate, float(rate)) for rate in RATES], 0.001)
        self.epochs = widgets.BoundedIntText(
            5,
            1,
            100,
            description="epochs",
            layout={"width": "9em"},
            style={"description_width": "initial"},
        )
        self.train = button("Train", self.start)
        self.stop = button("Stop", self._ask_to_stop, disabled=True)
        self.clear = button("Clear the runs", self._clear)
        self.progress = widgets.HTML()
        self.results = widgets.HTML()
        self.curves = widgets.HTML()
        self.thread: threading.Thread | None = None
        self.copy: keras.Model | None = None
        self.asked_to_stop = threading.Event()
        controls = row(self.rate, self.epochs, self.train, self.stop, self.clear, self.progress)
        self.box = widgets.VBox([controls, self.results, self.curves])

    def start(self) -> None:
        """Train in the background, with what the controls say now."""
        cut, batch_norm, trained = self.frozen()
        if not trained:
            self.say("Nothing trains: freeze fewer layers.")
            return
        stage = Stage(cut, self.epochs.value, "adam", self.rate.value, batch_norm)
        name = f"{len(self.done) + 1}: {cut} frozen, rate {self.rate.label}"
        self.asked_to_stop.clear()
        self._running(True)
        self.thread = threading.Thread(target=self._run, args=(name, stage, trained), daemon=True)
        self.thread.start()

    def say(self, words: str) -> None:
        """Words beside the buttons, which screen readers read out."""
        self.progress.value = f'<span role="status">{escape(words)}</span>'

    def _run(self, name: str, stage: Stage, trained: int) -> None:
        try:
            begun = time.perf_counter()
            history = self._trained(stage)
            seconds = time.perf_counter() - begun
            if history is None:
                self.say("Stopped before the first epoch was over.")
            else:
                self.done.append(TrainingRun(name, trained, seconds, history))
                self._show()
                if self.asked_to_stop.is_set():
                    self.say(f"Stopped after {len(history.epoch)} epochs.")
                else:
                    self.say(f"Done in {seconds:.1f} s.")
        except Exception as error:  # a thread's error would be seen by nobody
            self.say(f"{type(error).__name__}: {error}")
        finally:
            self._running(False)

    def _trained(self, stage: Stage) -> keras.callbacks.History | None:
        """The history of a training of the copy from the weights that the model has."""
        self.say("Preparing …")
        if self.copy is None:
            self.copy = keras.models.clone_model(self.model)
        self.copy.set_weights(self.model.get_weights())
        with warnings.catch_warnings():  # of a stop, and of cuts inside blocks: both shown here
            warnings.simplefilter("ignore")
            histories = train_stages(
                self.copy,
                self.case.train,
                self.case.valid,
                [stage],
                batch_size=BATCH,
                callbacks=[Report(self, stage.epochs)],
                cache=True,
                verbose=0,
            )
        return next(iter(histories.values()), None)

    def _ask_to_stop(self) -> None:
        self.asked_to_stop.set()

    def _clear(self) -> None:
        self.done.clear()
        self._show()

    def _running(self, running: bool) -> None:
        self.train.disabled = self.clear.disabled = running
        self.stop.disabled = not running

    def _show(self) -> None:
        runs = self.done
        self.results.value = _results(runs) if runs else ""
        self.curves.value = ""
        if runs:
            figure = show_histories({one.name: one.history for one in runs})
            best = max(runs, key=lambda one: one.accuracy)
            words = (
                f"Curves of the training runs ({len(runs)}); the best on validation is {best.name}"
            )
            self.curves.value = figure_image(figure, words)


class Report(keras.callbacks.Callback):
    """Says how far a training is, and ends it when that is asked for."""

    PAUSE = 0.1  # seconds between two words

    def __init__(self, runs: TrainingRuns, epochs: int) -> None:
        super().__init__()
        self.runs = runs
        self.epochs = epochs
        self.epoch = 0
        self.last_accuracy = ""
        self.spoken = 0.0

    def on_predict_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        self._go_on(f"Frozen part: {batch + 1} of {self.params['steps']} batches")

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        self.epoch = epoch + 1

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        self._go_on(f"Epoch {self.epoch} of {self.epochs}, batch {batch + 1}{self.last_accuracy}")

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        self.last_accuracy = f"; validation accuracy {(logs or {})['val_accuracy']:.2f}"

    def _go_on(self, words: str) -> None:
        if self.runs.asked_to_stop.is_set():
            raise KeyboardInterrupt  # which train_stages takes for the notebook's own stop button
        if time.monotonic() - self.spoken >= self.PAUSE:
            self.runs.say(words)
            self.spoken = time.monotonic()


def _results(runs: list[TrainingRun]) -> str:
    first = runs[0]
    heads = ["weights that train", "seconds", "validation accuracy", "against the first"]
    rows = [
        (
            one.name,
            [
                f"{one.trained:,}",
                f"{one.seconds:.1f}",
                f"{one.accuracy:.2f}",
                f"{one.accuracy - first.accuracy:+.2f}",
            ],
        )
        for one in runs
    ]
    return table("run", heads, rows)
