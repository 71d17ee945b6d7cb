"""A classifier as a convolution: the same weights on images of any size.

A dense layer that looks at feature maps of h×w positions is a convolution with an h×w kernel and
no padding; one that looks at a vector is a 1×1 convolution. Slid over the feature maps of a larger
image, the classifier answers for every place in one pass.

What slides is the classifier. The convolutions below it pad the border of the image with zeros
once, while a crop is padded at its own border: one pass and a pass for each crop agree only where
nothing is padded. `compare_with_crops` tells by how much they differ elsewhere.

Source: https://cs231n.github.io/convolutional-networks/#convert (which calls the two identical).
"""

import keras

from tlkit.core.graph import input_of, nodes
from tlkit.core.layers import check_flat
from tlkit.core.receptive_field import map_geometry
from tlkit.core.types import Node, Tensor
from tlkit.models.heads import classifier_start
from tlkit.models.sliding_layers import TO_PROBABILITIES, slid


def to_fully_convolutional(model: keras.Model) -> keras.Model:
    """Return a new flat model, with copies of the weights, that classifies every place of an image.

    At the original's own image size it has one position, with the original's answer: where that
    ends in a softmax, the probabilities. On a larger image it has as many positions as the
    classifier finds room for on the feature maps, each with its own softmax.

        >>> image = keras.Input((8, 8, 3))
        >>> maps = keras.layers.Conv2D(4, 3)(image)
        >>> classes = keras.layers.Dense(2)(keras.layers.Flatten()(maps))
        >>> everywhere = to_fully_convolutional(keras.Model(image, classes))
        >>> everywhere.predict(keras.ops.zeros((1, 8, 8, 3)), verbose=0).shape
        (1, 1, 1, 2)
        >>> everywhere.predict(keras.ops.zeros((1, 10, 12, 3)), verbose=0).shape
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


def classifier_everywhere(model: keras.Model) -> keras.Model:
    """Return the model whose output, on images of any size, is the class map of `model`."""
    return before_probabilities(_converted(model, slide_pool=False))


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


def _chain(model: keras.Model) -> list[Node]:
    """The nodes of the classifier: the calls of its layers, one after the other.

    A layer may have been called in other models too; a node belongs to this one's graph.
    """
    graph = keras.Model(model.inputs[0], model.outputs[0], name=model.name)
    head = graph.layers[classifier_start(graph) :]
    calls = list(nodes(graph))[-len(head) :]
    odd = [
        call.operation.name for call, x in zip(calls, head, strict=True) if call.operation is not x
    ]
    if odd:
        raise ValueError(
            f"the classifier of {model.name} is not a chain of layers, because of {odd[-1]!r}; use "
            "layers one after the other, such as keras.layers.Softmax in place of keras.ops.softmax"
        )
    return calls


def _any_size(model: keras.Model, features: Tensor) -> tuple[Tensor, Tensor]:
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


def before_probabilities(model: keras.Model) -> keras.Model:
    """The model, a copy of our own, without the softmax or sigmoid in which it ends."""
    last = model.layers[-1]
    ends_in = getattr(last, "activation", None) in TO_PROBABILITIES
    if isinstance(last, keras.layers.Softmax) or (ends_in and not last.weights):
        return keras.Model(model.inputs[0], input_of(model, last), name=model.name)
    if ends_in:
        last.activation = keras.activations.linear
    return model
