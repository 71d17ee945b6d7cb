"""The frozen part of a model: the tensors in which it ends, and their activations.

tensors = frontier(model)                                # what crosses into the part that trains
arrays = activations(model, tensors, images, batch_size=32)
Suffix(model, tensors).fit(arrays, labels)               # trains the weights of `model`
"""

import os
import shutil
import tempfile
from collections.abc import Iterable

import keras
import numpy as np
from tqdm.auto import tqdm

from tlkit.core.graph import nodes
from tlkit.core.per_model import PerModel
from tlkit.core.types import Node, Tensor

_prefixes: PerModel[keras.Model] = PerModel()


def frontier(model: keras.Model) -> tuple[Tensor, ...]:
    """Return the tensors that training does not change and that feed a part that does.

    A tensor is constant if all that leads to it is frozen and gives the same in training as in
    inference. Where parallel branches are cut there are several tensors.

    Raises:
        ValueError: to train on their values would not come out the same as to train the model,
            or would save nothing.
    """
    _check_trains(model)
    kinds: dict[int, str] = {id(model.inputs[0]): _CONSTANT}
    cut: dict[int, Tensor] = {}  # by id: tensors of Keras cannot be compared
    calls = [node for node in nodes(model) if not node.is_input]
    for node in calls:
        kind = _kind(model, node, [kinds[id(tensor)] for tensor in node.input_tensors])
        kinds |= {id(tensor): kind for tensor in node.outputs}
        if kind != _CONSTANT:
            cut |= {id(t): t for t in node.input_tensors if kinds[id(t)] == _CONSTANT}
    frozen = [node for node in calls if kinds[id(node.outputs[0])] == _CONSTANT]
    if not any(map(_weights, frozen)):
        raise ValueError(
            f"{model.name} has no frozen layers before those that train, so no activations to "
            "compute once; freeze some with tlkit.freeze, or use model.fit"
        )
    repeated = {id(t) for node in frozen if _follows(node, cut) for t in node.outputs}
    return tuple(tensor for key, tensor in cut.items() if key not in repeated)


def activations(
    model: keras.Model,
    tensors: tuple[Tensor, ...],
    images: np.ndarray,
    batch_size: int,
    *,
    memory_limit: int = 1 << 30,
    folder: str | None = None,
    progress: bool = True,
    callbacks: Iterable[keras.callbacks.Callback] = (),
) -> tuple[np.ndarray, ...]:
    """Return the values of some tensors of `model` for all images, one array per tensor.

    Args:
        tensors: what `frontier` returned.
        images: (n, height, width, 3).
        memory_limit: bytes; arrays that take more together are memory-mapped.
        folder: where memory-mapped files go.
        progress: show a bar, after a second.
        callbacks: of Keras, who hear of this as of a prediction.
    """
    key = tuple(map(id, tensors))
    prefix = _prefixes.get(model, key, lambda: keras.Model(model.inputs[0], list(tensors)))
    size = min(batch_size, len(images))
    count = len(images)
    arrays: tuple[np.ndarray, ...] = ()
    # The last batch overlaps the one before it: a smaller one would be compiled anew.
    starts = [*range(0, count - size, size), count - size]
    callback_list = keras.callbacks.CallbackList(list(callbacks), model=model, steps=len(starts))
    callback_list.on_predict_begin()
    bar = {"desc": "frozen part", "unit": "batch", "delay": 1, "leave": False}
    for step, start in enumerate(tqdm(starts, disable=not progress, **bar)):
        batch = np.asarray(images[start : start + size])
        outputs = keras.tree.flatten(prefix.predict_on_batch(batch))
        if not arrays:
            on_disk = sum(o.nbytes for o in outputs) * count > memory_limit * size
            arrays = tuple(_empty(o, count, folder if on_disk else None) for o in outputs)
        for array, output in zip(arrays, outputs, strict=True):
            array[start : start + size] = output
        callback_list.on_predict_batch_end(step)
    callback_list.on_predict_end()
    return arrays


def activations_size(tensors: tuple[Tensor, ...], count: int) -> int:
    """The bytes that the activations of `count` images take in memory."""
    return sum(count * 4 * int(np.prod(tensor.shape[1:])) for tensor in tensors)  # float32


# What a tensor is; any other text is the reason why a frozen tensor is not constant.
_CONSTANT = ""
_TRAINED = "trained"


def _check_trains(model: keras.Model) -> None:
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise ValueError(f"{model.name} has more than one input or output; use model.fit")
    if type(model).train_step is not keras.Model.train_step:
        raise ValueError(f"{model.name} has a train_step of its own; use model.fit")
    if not model.trainable_weights:
        raise ValueError(
            f"nothing in {model.name} trains: all of its layers are frozen; see tlkit.unfreeze"
        )


def _kind(model: keras.Model, node: Node, sources: list[str]) -> str:
    """Whether the outputs of a node are constant or trained, if its inputs are of these kinds."""
    layer = node.operation
    moving = _is_moving_normalisation(node.operation)
    if _TRAINED in sources or (_trainable(layer) and not moving):
        return _TRAINED
    reason = next(filter(None, sources), "")
    if reason and _weights(node) and not moving:
        raise ValueError(
            f"the frozen part of {model.name} has no activations to compute once: {reason}; "
            "use model.fit"
        )
    return reason or _why_it_varies(layer)


def _why_it_varies(layer: keras.Operation) -> str:
    """Why a frozen layer gives something else in each step of training; empty if it does not."""
    name = f"{layer.name!r} ({type(layer).__name__})"
    own = type(layer).__module__.startswith("keras.")
    if _is_moving_normalisation(layer):
        return f"{name} is not frozen, so that its statistics move (tlkit.freeze stops them)"
    if not own or isinstance(layer, keras.layers.Lambda | keras.layers.SpectralNormalization):
        return f"{name} may give other values in training"
    variables = getattr(layer, "variables", ())
    random = any(variable.name == "seed_generator_state" for variable in variables)
    if random:
        return f"{name} is random, and gives other values at every step"
    return ""


def _is_moving_normalisation(layer: keras.Operation) -> bool:
    return isinstance(layer, keras.layers.BatchNormalization) and layer.trainable


def _trainable(layer: keras.Operation) -> bool:
    return bool(getattr(layer, "trainable_weights", False))


def _weights(node: Node) -> list[keras.Variable]:
    return getattr(node.operation, "weights", [])


def _follows(node: Node, cut: dict[int, Tensor]) -> bool:
    """Whether pooling, say, gives again what other tensors of the cut hold already."""
    return not _weights(node) and all(id(tensor) in cut for tensor in node.input_tensors)


def _empty(output: np.ndarray, count: int, folder: str | None) -> np.ndarray:
    """An array for `count` rows like those of `output`, mapped to a file if there is a folder."""
    shape = (count, *output.shape[1:])
    if folder is None:
        return np.empty(shape, output.dtype)
    size = count * output.nbytes // len(output)
    free = shutil.disk_usage(folder).free
    if size > free:
        raise OSError(
            f"the activations take {size / 1e9:.1f} GB, but {folder} has {free / 1e9:.1f} GB free; "
            "freeze more layers, name a larger disk in TMPDIR, or use model.fit"
        )
    handle, path = tempfile.mkstemp(dir=folder)
    os.close(handle)
    return np.memmap(path, output.dtype, "w+", shape=shape)
