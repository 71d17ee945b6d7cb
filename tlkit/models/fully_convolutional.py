"""A classifier as a convolution: the same weights on images of any size.

A dense layer that looks at feature maps of h×w positions is a convolution with an h×w kernel and
no padding; one that looks at a vector is a 1×1 convolution. Slid over the feature maps of a larger
image, the classifier answers for every place in one pass.

What slides is the classifier. The convolutions below it pad the border of the image with zeros
once, while a crop is padded at its own border: one pass and a pass for each crop agree only where
nothing is padded. `compare_with_crops` tells by how much they differ elsewhere.

Source: https://cs231n.github.io/convolutional-networks/#convert (which calls the two identical).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import keras
import numpy as np

from tlkit.core.activations import before_activation
from tlkit.core.gradients import with_gradients
from tlkit.core.images import check_images
from tlkit.core.inference import run_once
from tlkit.core.layers import check_flat, find_layer, input_of, output_of
from tlkit.core.receptive_field import Geometry, map_geometry
from tlkit.models.heads import classifier_start
from tlkit.models.sliding_layers import TO_PROBABILITIES, slid


class ClassMap(NamedTuple):
    """How much each place of some images speaks for each class.

    `scores` is (n, rows, columns, classes), float32; `geometry` says where on the images, in
    pixels, a row and a column look: see `stride`, `receptive_field` and `offset` there.
    """

    scores: np.ndarray
    geometry: Geometry


class CropComparison(NamedTuple):
    """Scores (rows, columns, classes) of one pass over an image, and of a pass for each crop."""

    at_once: np.ndarray
    crops: np.ndarray

    @property
    def largest_difference(self) -> float:
        """The largest difference between the two, to be read beside `spread`."""
        return float(np.abs(self.at_once - self.crops).max())

    @property
    def spread(self) -> float:
        """The standard deviation of the crops' scores."""
        return float(self.crops.std())


def to_fully_convolutional(model: keras.Model) -> keras.Model:
    """Return a new flat model, with copies of the weights, that classifies every place of an image.

    At the original's own image size it has one position, with the original's answer: where that
    ends in a softmax, the probabilities. On a larger image it has as many positions as the
    classifier finds room for on the feature maps, each with its own softmax.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3)(image)
        >>> classes = keras.layers.Dense(2)(keras.layers.Flatten()(maps))
        >>> everywhere = to_fully_convolutional(keras.Model(image, classes))
        >>> everywhere.predict(np.zeros((1, 8, 8, 3)), verbose=0).shape
        (1, 1, 1, 2)
        >>> everywhere.predict(np.zeros((1, 10, 12, 3)), verbose=0).shape
        (1, 3, 5, 2)

    Args:
        model: a flat classifier with an input of one size: feature maps, then Flatten or global
            pooling, then dense layers, with dropout, activations and normalisation among them.

    Raises:
        ValueError: no classifier, several inputs or outputs, an input of any size already, or a
            layer that cannot slide.
    """
    if len(model.inputs) == 1 and None in model.inputs[0].shape[1:]:
        raise ValueError(
            f"{model.name} takes images of any size already; give its input a height and a width, "
            "which are the size of the window that slides"
        )
    return _converted(model, slide_pool=True)


def class_map(model: keras.Model, images: Any, *, probabilities: bool = False) -> ClassMap:
    """Return how much each place of the images speaks for each class, and where it looks.

    The dense layers stand at every position of the last feature maps, without gradients. With
    global average pooling and a single dense layer, the mean of the scores over the positions is
    the model's logits: the class activation map of Zhou et al. 2016 (arXiv:1512.04150). With a
    hidden layer it is another number, since the mean does not commute with the ReLU. A classifier
    that begins with Flatten looks at a window of its own size at every position.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3, strides=2)(image)
        >>> classes = keras.layers.Dense(2)(keras.layers.GlobalAveragePooling2D()(maps))
        >>> found = class_map(keras.Model(image, classes), np.zeros((1, 10, 12, 3)))
        >>> found.scores.shape, found.geometry.stride, found.geometry.offset
        ((1, 4, 5, 2), (2, 2), (1.0, 1.0))

    Args:
        model: a flat classifier, as for `to_fully_convolutional`; one that pools may also take
            images of any size.
        images: (n, height, width, 3), raw pixels from 0 to 255, of any size that is large enough.
        probabilities: apply the classifier's softmax (or sigmoid) at each position. The mean is
            then no longer the model's answer.

    Raises:
        ValueError: as `to_fully_convolutional`, or images of the wrong shape, range or size.
    """
    check_images(images)
    everywhere = classifier_everywhere(model, probabilities=probabilities)
    geometry = map_geometry(everywhere, np.shape(images)[1:3])
    return ClassMap(run_once(everywhere, images), geometry)


def classifier_everywhere(model: keras.Model, *, probabilities: bool = False) -> keras.Model:
    """Return the model whose output, on images of any size, is the class map of `model`."""
    converted = _converted(model, slide_pool=False)
    return converted if probabilities else _before_probabilities(converted)


def grad_cam(
    model: keras.Model, images: Any, classes: Sequence[int], layer: Any = None
) -> ClassMap:
    """Return how much each place of the images speaks for some classes, by gradients (Grad-CAM).

    The maps of a layer are summed, each weighed by the mean gradient of the class's score (before
    the softmax) over its positions; what is below 0 counts as 0. So it works for any classifier
    and any layer. With global average pooling and a single dense layer it is the class map
    without the bias, up to scale.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3, strides=2)(image)
        >>> classes = keras.layers.Dense(3)(keras.layers.Flatten()(maps))
        >>> model = keras.Model(image, classes)
        >>> grad_cam(model, np.zeros((2, 8, 8, 3)), classes=[0, 2]).scores.shape
        (2, 3, 3, 2)

    Args:
        model: a flat classifier.
        images: (n, height, width, 3), raw pixels from 0 to 255, as the model takes them; a few.
        classes: the classes to explain; the last axis of the scores follows their order.
        layer: an index, a name or a layer that gives feature maps; by default those that the
            classifier reads.

    Raises:
        ValueError: images of the wrong shape or range, no such class or layer, or a layer whose
            maps are not all that the classifier reads, as on one of several branches.

    Source: Selvaraju et al. 2017, https://arxiv.org/abs/1610.02391
    """
    check_flat(model)
    check_images(images, model)
    start = model.layers[classifier_start(model)]
    if layer is None:
        features = input_of(model, start)
    else:
        features = output_of(model, model.layers[find_layer(model, layer)])
    scores = before_activation(model, model.layers[-1])
    _check_explained(model, features, scores, classes)
    body = keras.Model(model.inputs[0], features, name=model.name)
    try:
        rest = keras.Model(features, scores)
    except ValueError as error:
        raise ValueError(
            f"the classifier of {model.name} reads more than the maps of layer {layer!r}; choose "
            "the end of a block, see tlkit.layer_table(model)"
        ) from error
    geometry = map_geometry(body, np.shape(images)[1:3])
    maps = run_once(body, images)
    explain = with_gradients(lambda x, one: keras.ops.sum(rest(x, training=False) * one, axis=-1))
    one_hot = np.eye(scores.shape[-1], dtype=maps.dtype)
    gradients = [keras.ops.convert_to_numpy(explain(maps, one_hot[c])[1]) for c in classes]
    weighed = [(maps * g.mean(axis=(1, 2), keepdims=True)).sum(axis=-1) for g in gradients]
    return ClassMap(np.maximum(np.stack(weighed, axis=-1), 0), geometry)


def compare_with_crops(model: keras.Model, image: np.ndarray) -> CropComparison:
    """Return a classifier's scores, before the softmax, from one pass and from a pass per crop.

    The crops have the model's own size, and lie where the positions of the one pass look. The two
    are equal, but for rounding, where nothing is padded and nothing weighs channels by the whole
    image, as squeeze-and-excitation does.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3)(image / 255)
        >>> classes = keras.layers.Dense(2)(keras.layers.Flatten()(maps))
        >>> found = compare_with_crops(keras.Model(image, classes), np.ones((9, 10, 3)) * 99)
        >>> found.crops.shape, found.largest_difference < 1e-4
        ((2, 3, 2), True)

    Args:
        model: a flat classifier, as for `to_fully_convolutional`.
        image: (height, width, 3), raw pixels, as large as the model's input or larger.

    Raises:
        ValueError: as `to_fully_convolutional`, or an image of the wrong shape, range or size.
    """
    batch = np.asarray(image)[np.newaxis]
    check_images(batch)
    everywhere = _before_probabilities(to_fully_convolutional(model))
    _check_room(model, batch.shape[1:3])
    (down, across), _, _ = map_geometry(everywhere, batch.shape[1:3])
    windows = np.lib.stride_tricks.sliding_window_view(batch[0], model.input_shape[1:3], (0, 1))
    windows = windows[::down, ::across].transpose(0, 1, 3, 4, 2)
    rows, columns = windows.shape[:2]
    alone = run_once(everywhere, windows.reshape(-1, *windows.shape[2:]))
    at_once = run_once(everywhere, batch)[0, :rows, :columns]
    return CropComparison(at_once, alone.reshape(at_once.shape))


def _check_explained(
    model: keras.Model, features: Any, scores: Any, classes: Sequence[int]
) -> None:
    if len(features.shape) != 4:
        raise ValueError(
            f"the layer gives {features.shape}, which are no maps; choose one before pooling or "
            "Flatten, or leave layer out"
        )
    count = scores.shape[-1]
    if not len(classes) or not all(c in range(count) for c in classes):
        raise ValueError(
            f"classes is {classes!r}, but {model.name} has {count} classes (0 to {count - 1}); "
            "name one or more"
        )


def _check_room(model: keras.Model, size: tuple[int, int]) -> None:
    height, width = model.input_shape[1:3]
    if size[0] < height or size[1] < width:
        raise ValueError(
            f"the picture is {size[0]}×{size[1]} pixels, but a crop has the {height}×{width} "
            f"pixels that {model.name} takes; take a larger picture"
        )


def _converted(model: keras.Model, *, slide_pool: bool) -> keras.Model:
    check_flat(model)
    if [len(tensor.shape) for tensor in (*model.inputs, *model.outputs)] != [4, 2]:
        raise ValueError(
            f"{model.name} takes {model.input_shape} and gives {model.output_shape}; only a model "
            "from one image to one vector of classes can slide over an image, such as one that "
            "tlkit.add_head has made"
        )
    head = _chain(model)
    features = head[0].input_tensors[0]
    window = tuple(features.shape[1:3])
    image, maps = _any_size(model, features)
    for node in head:
        maps, window = slid(model, node, maps, window, slide_pool)
    return keras.Model(image, maps, name=f"{model.name}_everywhere")


def _chain(model: keras.Model) -> list[Any]:
    """The nodes of the classifier: the calls of its layers, one after the other.

    A layer may have been called in other models too; a node belongs to this one's graph.
    """
    graph = keras.Model(model.inputs[0], model.outputs[0], name=model.name)
    head = graph.layers[classifier_start(graph) :]
    by_depth = [graph._nodes_by_depth[depth] for depth in sorted(graph._nodes_by_depth)]
    nodes = [node for nodes in by_depth for node in nodes][: len(head)][::-1]
    odd = [n.operation.name for n, x in zip(nodes, head, strict=True) if n.operation is not x]
    if odd:
        raise ValueError(
            f"the classifier of {model.name} is no chain of layers, because of {odd[-1]!r}; use "
            "layers one after the other, such as keras.layers.Softmax in place of keras.ops.softmax"
        )
    return nodes


def _any_size(model: keras.Model, features: Any) -> tuple[Any, Any]:
    """Input and feature maps of a copy of the body that takes images of any size."""
    body = keras.Model(model.inputs[0], features, name=model.name)
    if None not in model.input_shape[1:]:
        map_geometry(body, model.input_shape[1:3])  # refuses what has no place on the image
    image = keras.Input((None, None, model.input_shape[-1]), dtype=body.inputs[0].dtype)
    try:
        copy = keras.models.clone_model(body, input_tensors=image)
    except (TypeError, ValueError) as error:
        reason = str(error).partition(". ")[0]
        raise ValueError(
            f"{model.name} cannot be copied for images of any size: {reason}"
        ) from error
    copy.set_weights(body.get_weights())
    return image, copy.outputs[0]


def _before_probabilities(model: keras.Model) -> keras.Model:
    """The model, a copy of our own, without the softmax or sigmoid in which it ends."""
    last = model.layers[-1]
    ends_in = getattr(last, "activation", None) in TO_PROBABILITIES
    if isinstance(last, keras.layers.Softmax) or (ends_in and not last.weights):
        return keras.Model(model.inputs[0], input_of(model, last), name=model.name)
    if ends_in:
        last.activation = keras.activations.linear
    return model
