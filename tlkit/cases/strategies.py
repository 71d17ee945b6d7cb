"""The four cases: decide from size and similarity, say why, and build the model.

    choice = choose_case(1_500, "similar", num_classes=5)
    print(choice)
    model = build(choice, backbone, num_classes=5)

Source: https://cs231n.github.io/transfer-learning/; what each case says further is cited with it.
"""

from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from tlkit.cases.rules import CASES
from tlkit.core.blocks import Block, blocks
from tlkit.core.layers import check_flat, copy_of, find_cut, find_layer
from tlkit.core.types import CutRef, LayerRef
from tlkit.models.freezing import freeze, split_weights, unfreeze
from tlkit.models.heads import add_head, classifier_start, cut, reset_weights
from tlkit.training.layerwise_rates import layerwise_rates

if TYPE_CHECKING:
    import pandas as pd

# The sources call 2,000 images small, a million large, and the line between them subjective.
# Kolesnikov et al. 2020 (arXiv:1912.11370) train longer, and augment more, from this size on.
SMALL = 2_000
LARGE = 1_000_000
LINE = 20_000
PER_CLASS = 300  # images: the sources' rule of thumb for the least
BETWEEN = (0.4, 0.6)  # similarities that are neither


@dataclass(frozen=True)
class Choice:
    """One of the four cases (`name`) with its reason, to read or to pass to `build`."""

    name: str
    strategy: str
    why: str
    caution: str
    references: tuple[str, ...]

    def __repr__(self) -> str:
        return (
            f"Case {CASES[self.name].number}, {self.name}: {self.strategy}.\n"
            f"Why: {self.why}\n"
            f"Caution: {self.caution}\n"
            f"Read: {', '.join(self.references)}"
        )


def choose_case(
    num_images: int | None = None,
    similarity: str | float | None = None,
    *,
    per_class: int | None = None,
    num_classes: int | None = None,
) -> Choice:
    """Return which of the four cases a set of images is, what to do with it, and why.

        >>> choice = choose_case(1_500, "different", num_classes=5)
        >>> choice.name
        'small-different'
        >>> print(choice.strategy)
        cut the network earlier, keep it frozen and train a linear classifier on those codes

    A set is large from 20,000 images on. The sources call 2,000 small and a million large, and
    leave the line between open; the choice says so where it matters.

    Args:
        num_images: training images in all.
        similarity: to the images that the network was trained on: "similar" (dogs and wolves),
            "different" (photographs and microscope images), or your estimate from 0 (nothing
            in common) to 1 (of one kind), similar from 0.5 on.
        per_class: training images of each class, in place of `num_images`.
        num_classes: with `num_images` it tells whether a class has fewer than 300 images.

    Raises:
        ValueError: a size or similarity is missing or out of its range.

    Source: https://cs231n.github.io/transfer-learning/
    """
    size, each = _sizes(num_images, per_class, num_classes)
    alike = _likeness(similarity)
    extent, amount = ("large", "many") if size >= LINE else ("small", "few")
    likeness = "similar" if alike >= 0.5 else "different"
    name = f"{extent}-{likeness}"
    rule = CASES[name]
    counted = f"{size:,} images are {amount}, and {likeness}. "
    cautions = [*_doubts(size, each, alike), rule.caution]
    return Choice(name, rule.strategy, counted + rule.why, " ".join(cautions), rule.references)


def build(
    case: Choice | str,
    backbone: keras.Model,
    num_classes: int,
    *,
    layer: LayerRef | None = None,
    pretrained: bool = True,
    learning_rate: float = 1e-3,
    pretrained_rate: float = 1e-5,
    seed: int = 0,
) -> keras.Model:
    """Return a compiled model that trains as a case asks for, made from a copy of the backbone.

        model = build("small-different", backbone, num_classes=5, layer="conv_pw_7_relu")
        model.fit(case.train.images, case.train.labels, epochs=10)

    Args:
        case: what `choose_case` returned, or its name.
        backbone: a flat model without classifier; it is not changed.
        num_classes: 2 or more; labels are integers.
        layer: where "small-different" cuts; by default at the block's end nearest the middle.
        pretrained: False lets "large-different" start from random weights.
        learning_rate: of Adam, for weights that are new.
        pretrained_rate: for pretrained weights that train. Their batch normalisation stays
            frozen, with its statistics.
        seed: of the weights that are new.

    Raises:
        ValueError: no such case, an argument that another case takes, a rate that is not above 0,
            or what `tlkit.add_head` refuses.
    """
    name = case.name if isinstance(case, Choice) else case
    _check_build(name, layer, pretrained)
    _check_rates(learning_rate=learning_rate, pretrained_rate=pretrained_rate)
    check_flat(backbone)

    copy = copy_of(backbone)
    if name == "small-different":
        middle = find_cut(copy, 0.5, after=True) - 1
        copy = cut(copy, middle if layer is None else find_layer(backbone, layer))
    if not pretrained:
        reset_weights(copy, seed=seed)
    if name.startswith("small"):
        freeze(copy)
    else:
        unfreeze(copy, batch_norm=not pretrained)

    model = add_head(copy, num_classes, seed=seed)
    optimizer = keras.optimizers.Adam(learning_rate)
    if name.startswith("large") and pretrained:
        rates = {0: pretrained_rate, "head": learning_rate}
        optimizer = layerwise_rates(model, "adam", rates)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def strategy_table(model: keras.Model, top: CutRef | None = None) -> "pd.DataFrame":
    """Return which weights of `model` each strategy trains, from "use as it is" to "train all".

        >>> model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Conv2D(4, 3, name="a"),
        ...     keras.layers.Conv2D(4, 3, name="b"), keras.layers.Flatten(),
        ...     keras.layers.Dense(2, name="classes")])
        >>> strategy_table(model)[["trains", "trained", "frozen"]]
                                              trains  trained  frozen
        strategy
        use as it is                         nothing        0     390
        train the classifier                 classes      130     260
        train the top layers too        b to classes      278     112
        train all                       a to classes      390       0
        train all, from random weights  a to classes      390       0

    The model is not changed: to carry a strategy out, use `tlkit.freeze`, `tlkit.unfreeze` and
    `tlkit.reset_weights`.

    Args:
        model: a flat model with a classifier.
        top: where the top layers begin, as in `tlkit.unfreeze`; by default at the last block
            before the classifier.

    Raises:
        ValueError: a model without a classifier, no such layer, or one within the classifier.
    """
    import pandas as pd

    check_flat(model)
    head = classifier_start(model)
    start = _last_block(model, head).start if top is None else find_cut(model, top, after=False)
    if start > head:
        raise ValueError(
            f"top is {top!r}, which lies within the classifier; name a layer before "
            f"{model.layers[head].name!r}, where the classifier begins"
        )
    rows = {
        "use as it is": (len(model.layers), "pretrained weights"),
        "train the classifier": (head, "a new classifier"),
        "train the top layers too": (start, "pretrained weights, a new classifier"),
        "train all": (0, "pretrained weights, a new classifier"),
        "train all, from random weights": (0, "random weights"),
    }
    table = {name: _row(model, cut) | {"starts from": how} for name, (cut, how) in rows.items()}
    return pd.DataFrame.from_dict(table, orient="index").rename_axis("strategy")


def _sizes(
    num_images: int | None, per_class: int | None, num_classes: int | None
) -> tuple[int, float | None]:
    """The images in all, and those of each class where that can be known."""
    arguments = {"num_images": num_images, "per_class": per_class, "num_classes": num_classes}
    for name, value in arguments.items():
        if value is not None and not (isinstance(value, Real) and value >= 1):
            raise ValueError(f"{name} is {value!r}; expected a number, 1 or more")
    if per_class is None and num_images is not None:
        return int(num_images), num_images / num_classes if num_classes else None
    if num_images is not None or per_class is None or num_classes is None:
        raise ValueError(
            "give either num_images, or per_class and num_classes; found "
            + ", ".join(f"{name}={value}" for name, value in arguments.items())
        )
    return int(per_class * num_classes), per_class


def _likeness(similarity: str | float | None) -> float:
    """Similarity as a number: what a word stands for, or the number itself."""
    words = {"similar": 1.0, "different": 0.0}
    if isinstance(similarity, str) and similarity in words:
        return words[similarity]
    number = isinstance(similarity, int | float | np.number) and not isinstance(similarity, bool)
    if not number or not 0 <= similarity <= 1:  # type: ignore[operator]
        raise ValueError(
            f'similarity is {similarity!r}; give "similar", "different" or a number from 0 '
            "(nothing in common) to 1 (of one kind)"
        )
    return float(similarity)  # type: ignore[arg-type]


def _doubts(size: int, each: float | None, alike: float) -> list[str]:
    """What speaks against a clear choice."""
    doubts = []
    if SMALL < size < LARGE:
        doubts.append(
            f"{size:,} lie between what is called small ({SMALL:,}) and large ({LARGE:,}); the "
            f"line is drawn at {LINE:,} (arXiv:1912.11370), so compare with the other size's case."
        )
    if BETWEEN[0] <= alike <= BETWEEN[1]:
        doubts.append(f"A similarity of {alike:g} is neither; compare with the other case.")
    if each is not None and each < PER_CLASS:
        doubts.append(
            f"{int(each)} images per class are below the {PER_CLASS} that are asked for as a rule "
            "of thumb; collect or augment, and keep the rest of the network frozen at first."
        )
    return doubts


def _check_build(name: str, layer: LayerRef | None, pretrained: bool) -> None:
    if name not in CASES:
        raise ValueError(f"case is {name!r}; it may be {', '.join(map(repr, CASES))}")
    if layer is not None and name != "small-different":
        raise ValueError(
            f"layer is {layer!r}, but {name} keeps all layers; only small-different cuts"
        )
    if not pretrained and name != "large-different":
        raise ValueError(
            f"pretrained is False, but {name} needs pretrained weights; only large-different can "
            "do without"
        )


def _check_rates(**rates: float) -> None:
    for name, rate in rates.items():
        if not (isinstance(rate, Real) and rate > 0):
            raise ValueError(f"{name} is {rate!r}; expected a number above 0, such as 1e-3")


def _last_block(model: keras.Model, stop: int) -> Block:
    """The last block with weights before a layer; the pooling after it may belong to it."""
    candidates = [block for block in blocks(model) if block.start < stop]
    return next(x for x in candidates[::-1] if any(_parameters(model.layers[x.start : stop])))


def _parameters(layers: list[keras.Layer]) -> list[int]:
    """How many parameters of each layer can train."""
    return [sum(int(np.prod(w.shape)) for w in split_weights(layer)[0]) for layer in layers]


def _row(model: keras.Model, cut: int) -> dict[str, Any]:
    counts = _parameters(model.layers)
    names = [x.name for x, n in zip(model.layers[cut:], counts[cut:], strict=True) if n]
    ends = dict.fromkeys([names[0], names[-1]] if names else ["nothing"])
    return {
        "trains": " to ".join(ends),
        "trained": sum(counts[cut:]),
        "frozen": sum(counts[:cut]),
    }
