"""Keras models as people write them: small ones, each made by a function, by its name.

`MODELS` are made of nothing; `ON_BACKBONE` are made on a convolutional network that is there
already. `inputs_of` draws what a model takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import layers, ops

IMAGE = (16, 16, 3)
Maker = Callable[..., keras.Model]
MODELS: dict[str, Maker] = {}
ON_BACKBONE: dict[str, Maker] = {}
RANDOM = {"augmentation", "dropout", "noise", "random_layers", "augmented_on_a_frozen_backbone"}


def alone(maker: Maker) -> Maker:
    """Put a maker into `MODELS`."""
    MODELS[maker.__name__] = maker
    return maker


def on_backbone(maker: Maker) -> Maker:
    """Put a maker, which takes a backbone, into `ON_BACKBONE`."""
    ON_BACKBONE[maker.__name__] = maker
    return maker


def make_backbone() -> keras.Model:
    """A small convolutional network with a block that has a shortcut."""
    image = keras.Input(IMAGE)
    x = layers.Conv2D(4, 3, padding="same", use_bias=False)(image)
    x = layers.BatchNormalization()(x)
    x = shortcut = layers.ReLU()(x)
    x = layers.Conv2D(4, 3, padding="same")(x)
    x = layers.add([x, shortcut])
    x = layers.MaxPooling2D()(x)
    x = layers.SeparableConv2D(6, 3, activation="relu")(x)
    return keras.Model(image, x, name="backbone")


def inputs_of(model: keras.Model, count: int = 4) -> Any:
    """Numbers to call a model with, in the structure of its inputs; None sides become 5."""
    rng = np.random.default_rng(0)

    def drawn(tensor: Any) -> Any:
        shape = (count, *(side or 5 for side in tensor.shape[1:]))
        if "int" in tensor.dtype:
            return rng.integers(0, 5, shape).astype(tensor.dtype)
        return rng.uniform(0, 1, shape).astype("float32")

    inputs = model.inputs[0] if isinstance(model, keras.Sequential) else model.input
    return keras.tree.map_structure(drawn, inputs)


# Sequential models.


@alone
def sequential() -> keras.Model:
    return keras.Sequential(
        [keras.Input((4,)), layers.Dense(3, activation="relu"), layers.Dense(1)]
    )


@alone
def sequential_by_add() -> keras.Model:
    model = keras.models.Sequential()
    model.add(layers.Input(IMAGE))
    model.add(layers.Conv2D(4, (3, 3), activation="relu"))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dropout(0.0))
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


@alone
def sequential_built_by_a_call() -> keras.Model:
    model = keras.Sequential([layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(2)])
    model(np.zeros((2, *IMAGE), "float32"))
    return model


@alone
def sequential_of_sequentials() -> keras.Model:
    features = keras.Sequential([layers.Conv2D(4, 3), layers.BatchNormalization()], name="features")
    head = keras.Sequential([layers.Flatten(), layers.Dense(2)], name="head")
    return keras.Sequential([keras.Input(IMAGE), features, head])


@alone
def sequential_with_one_layer_twice() -> keras.Model:
    same = layers.Dense(4, activation="tanh")
    return keras.Sequential([keras.Input((4,)), same, layers.LayerNormalization(), same])


@alone
def sequential_that_lost_its_last_layer() -> keras.Model:
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2)])
    model.pop()
    model.add(layers.Dense(5, name="new_head"))
    return model


@alone
def sequential_of_a_fixed_batch() -> keras.Model:
    return keras.Sequential([keras.Input(batch_shape=(4, 3)), layers.Dense(2)])


# Functional models.


@alone
def functional() -> keras.Model:
    inputs = keras.Input((4,), name="features")
    x = layers.Dense(3, activation="relu")(inputs)
    return keras.Model(inputs, layers.Dense(2, activation="softmax")(x), name="classifier")


@alone
def residual() -> keras.Model:
    inputs = keras.Input(IMAGE)
    x = layers.Conv2D(4, 3, padding="same")(inputs)
    for filters in (4, 8):
        kept = x
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.Conv2D(filters, 3, padding="same")(x)
        if filters != 4:
            kept = layers.Conv2D(filters, 1)(kept)
        x = layers.Activation("relu")(layers.Add()([x, kept]))
    return keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling2D()(x)))


@alone
def inception_block() -> keras.Model:
    inputs = keras.Input(IMAGE)
    towers = [layers.Conv2D(2, side, padding="same")(inputs) for side in (1, 3, 5)]
    towers.append(layers.MaxPooling2D(3, strides=1, padding="same")(inputs))
    return keras.Model(inputs, layers.Concatenate()(towers))


@alone
def several_inputs_and_outputs() -> keras.Model:
    title = keras.Input((5,), name="title")
    tags = keras.Input((3,), name="tags")
    x = layers.Concatenate()([layers.Dense(4)(title), tags])
    priority = layers.Dense(1, activation="sigmoid", name="priority")(x)
    department = layers.Dense(2, activation="softmax", name="department")(x)
    return keras.Model([title, tags], [priority, department])


@alone
def inputs_and_outputs_by_name() -> keras.Model:
    one, two = keras.Input((3,), name="one"), keras.Input((3,), name="two")
    x = layers.Subtract()([one, two])
    return keras.Model(
        {"one": one, "two": two}, {"near": layers.Dense(1)(x), "far": layers.Dense(2)(x)}
    )


@alone
def an_input_that_leads_nowhere() -> keras.Model:
    used, unused = keras.Input((3,)), keras.Input((2,))
    return keras.Model([used, unused], layers.Dense(2)(used))


@alone
def siamese() -> keras.Model:
    left, right = keras.Input(IMAGE), keras.Input(IMAGE)
    tower = keras.Sequential([keras.Input(IMAGE), layers.Conv2D(3, 3), layers.Flatten()])
    near = layers.Dot(axes=1, normalize=True)([tower(left), tower(right)])
    return keras.Model([left, right], near)


@alone
def one_layer_at_two_depths() -> keras.Model:
    inputs = keras.Input((4,))
    same = layers.Dense(4, activation="relu")
    x = same(inputs)
    return keras.Model(inputs, layers.Add()([same(layers.LayerNormalization()(x)), x]))


@alone
def one_layer_in_two_models_of_one() -> keras.Model:
    same = layers.Dense(4, name="same")
    first = keras.Sequential([keras.Input((4,)), same], name="first")
    inputs = keras.Input((4,))
    second = keras.Model(inputs, layers.Dense(4, name="own")(same(inputs)), name="second")
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Average()([first(inputs), second(inputs), same(inputs)]))


@alone
def layers_of_one_name_in_two_models_of_one() -> keras.Model:
    parts = [
        keras.Sequential([keras.Input((4,)), layers.Dense(4, name="dense")], name=name)
        for name in ("left", "right")
    ]
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(2, name="dense")(parts[1](parts[0](inputs))))


@alone
def models_in_models_in_models() -> keras.Model:
    x = inputs = keras.Input((4,))
    model = keras.Model(inputs, layers.Dense(4)(x), name="level_0")
    for level in (1, 2, 3):
        inputs = keras.Input((4,))
        x = layers.Dense(4, activation="relu")(model(inputs))
        model = keras.Model(inputs, x, name=f"level_{level}")
        model = keras.Sequential([keras.Input((4,)), model, layers.Dense(4)], name=f"wrap_{level}")
    return model


@alone
def autoencoder() -> keras.Model:
    image = keras.Input(IMAGE)
    encoder = keras.Model(image, layers.Conv2D(4, 3, strides=2, padding="same")(image), name="enc")
    code = keras.Input(encoder.output_shape[1:])
    decoder = keras.Model(
        code, layers.Conv2DTranspose(3, 3, strides=2, padding="same")(code), name="dec"
    )
    return keras.Model(image, decoder(encoder(image)), name="autoencoder")


@alone
def unet() -> keras.Model:
    inputs = keras.Input(IMAGE)
    down = layers.Conv2D(4, 3, padding="same", activation="relu")(inputs)
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(layers.MaxPooling2D()(down))
    x = layers.Concatenate()([layers.UpSampling2D()(x), down])
    return keras.Model(inputs, layers.Conv2D(2, 1, activation="softmax")(x))


@alone
def of_inner_tensors() -> keras.Model:
    whole = make_backbone()
    inner = keras.Model(whole.layers[1].output, whole.layers[3].output)
    inputs = keras.Input(inner.input_shape[1:])
    return keras.Model(inputs, layers.Flatten()(inner(inputs)))


@alone
def features_of_every_layer() -> keras.Model:
    whole = sequential_by_add()
    return keras.Model(whole.inputs, [layer.output for layer in whole.layers])


@alone
def called_with_training_false() -> keras.Model:
    body = make_backbone()
    inputs = keras.Input(IMAGE)
    return keras.Model(inputs, layers.GlobalMaxPooling2D()(body(inputs, training=False)))


@alone
def of_any_size() -> keras.Model:
    inputs = keras.Input((None, None, 3))
    x = layers.Conv2D(4, 3, padding="same", activation="gelu")(inputs)
    return keras.Model(inputs, layers.GlobalAveragePooling2D()(x))


# With operations on tensors.


@alone
def arithmetic() -> keras.Model:
    inputs = keras.Input(IMAGE)
    x = inputs / 127.5 - 1.0
    x = ops.concatenate([x[..., ::-1], ops.square(x)], axis=-1)
    x = layers.Conv2D(2, 3)(x)
    return keras.Model(inputs, ops.mean(ops.relu(x), axis=(1, 2)) * 2 + 1)


@alone
def constants_in_a_graph() -> keras.Model:
    inputs = keras.Input((3,))
    x = (inputs - np.array([0.1, 0.2, 0.3], "float32")) / ops.convert_to_tensor([1.0, 2.0, 3.0])
    x = ops.where(x > 0, x, -np.inf)
    return keras.Model(inputs, layers.Dense(2)(ops.exp(x)))


@alone
def reshapes() -> keras.Model:
    inputs = keras.Input((4, 6))
    x = ops.reshape(ops.transpose(inputs, (0, 2, 1)), (-1, 2, 12))
    x = layers.Permute((2, 1))(layers.Reshape((3, 8))(x))
    a, b = ops.split(ops.expand_dims(x, -1), 2, axis=1)
    return keras.Model(inputs, layers.Flatten()(ops.stack([a, b], axis=1)))


@alone
def attention_by_hand() -> keras.Model:
    inputs = keras.Input((5, 4))
    query, key, value = (layers.Dense(4, name=name)(inputs) for name in ("q", "k", "v"))
    scores = ops.softmax(ops.einsum("bqd,bkd->bqk", query, key) / 2.0)
    return keras.Model(inputs, ops.matmul(scores, value))


# Sequences.


@alone
def words() -> keras.Model:
    tokens = keras.Input((None,), dtype="int32")
    x = layers.Embedding(10, 4, mask_zero=True)(tokens)
    x = layers.Bidirectional(layers.LSTM(3))(x)
    return keras.Model(tokens, layers.Dense(1, activation="sigmoid")(x))


@alone
def stacked_recurrent() -> keras.Model:
    return keras.Sequential([
        keras.Input((5, 3)),
        layers.GRU(4, return_sequences=True),
        layers.RNN([layers.LSTMCell(3), layers.SimpleRNNCell(2)], return_sequences=True),
        layers.TimeDistributed(layers.Dense(2)),
    ])  # fmt: skip


@alone
def translator() -> keras.Model:
    source, target = keras.Input((6, 3)), keras.Input((4, 2))
    _, h, c = layers.LSTM(4, return_state=True)(source)
    x = layers.LSTM(4, return_sequences=True)(target, initial_state=[h, c])
    return keras.Model([source, target], layers.Dense(2, activation="softmax")(x))


@alone
def transformer_block() -> keras.Model:
    inputs = keras.Input((5, 8))
    attended = layers.MultiHeadAttention(num_heads=2, key_dim=4)(inputs, inputs)
    x = layers.LayerNormalization()(layers.Add()([inputs, attended]))
    inner = keras.Sequential([layers.Dense(16, activation="gelu"), layers.Dense(8)])
    return keras.Model(inputs, layers.LayerNormalization()(x + inner(x)))


@alone
def frames_of_a_film() -> keras.Model:
    frames = keras.Input((3, *IMAGE))
    x = layers.TimeDistributed(make_backbone())(frames)
    x = layers.TimeDistributed(layers.GlobalAveragePooling2D())(x)
    return keras.Model(frames, layers.GRU(3)(x))


@alone
def convolutions_over_time() -> keras.Model:
    inputs = keras.Input((12, 3))
    x = layers.Conv1D(4, 3, padding="causal", dilation_rate=2)(inputs)
    x = layers.AveragePooling1D(2)(x)
    return keras.Model(inputs, layers.GlobalMaxPooling1D()(layers.SeparableConv1D(5, 3)(x)))


# Kinds of layers.


@alone
def many_normalisations() -> keras.Model:
    inputs = x = keras.Input((8, 8, 4))
    for layer in (
        layers.BatchNormalization(momentum=0.9),
        layers.GroupNormalization(groups=2),
        layers.LayerNormalization(),
        layers.UnitNormalization(),
        layers.RMSNormalization(),
        layers.SpectralNormalization(layers.Conv2D(4, 3)),
    ):
        x = layer(x)
    return keras.Model(inputs, x)


@alone
def many_activations() -> keras.Model:
    inputs = keras.Input((6,))
    kinds = (layers.LeakyReLU(), layers.PReLU(), layers.ELU(), layers.Softmax(), layers.ReLU(6.0))
    x = [kind(layers.Dense(6, activation=keras.ops.tanh)(inputs)) for kind in kinds]
    return keras.Model(inputs, layers.Maximum()(x))


@alone
def regularised() -> keras.Model:
    return keras.Sequential([
        keras.Input((4,)),
        layers.Dense(3, kernel_regularizer="l2", bias_regularizer=keras.regularizers.L1(1e-3)),
        layers.Dense(2, kernel_constraint="max_norm", kernel_initializer="orthogonal"),
        layers.ActivityRegularization(l2=0.01),
    ])  # fmt: skip


@alone
def depthwise() -> keras.Model:
    inputs = keras.Input(IMAGE)
    x = layers.ZeroPadding2D(((0, 1), (0, 1)))(inputs)
    x = layers.DepthwiseConv2D(3, strides=2, use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    x = layers.Conv2D(8, 1)(layers.Cropping2D(1)(x))
    squeezed = layers.GlobalAveragePooling2D(keepdims=True)(x)
    gate = layers.Dense(8, activation="sigmoid")(squeezed)
    return keras.Model(inputs, layers.Multiply()([x, gate]))


@alone
def preprocessing() -> keras.Model:
    adapted = layers.Normalization()
    adapted.adapt(np.random.default_rng(0).normal(3, 2, (50, *IMAGE)).astype("float32"))
    inputs = keras.Input(IMAGE)
    x = layers.Rescaling(1 / 127.5, offset=-1)(inputs)
    x = layers.Resizing(12, 12)(adapted(x))
    return keras.Model(inputs, layers.Conv2D(2, 3)(layers.CenterCrop(10, 10)(x)))


@alone
def buckets() -> keras.Model:
    numbers = layers.Discretization(num_bins=3, output_mode="one_hot")
    numbers.adapt(np.arange(30.0))
    inputs = keras.Input((1,))
    return keras.Model(inputs, layers.Dense(2)(numbers(inputs)))


@alone
def augmentation() -> keras.Model:
    return keras.Sequential([
        keras.Input(IMAGE),
        layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.2),
        layers.RandomContrast(0.1), layers.RandomTranslation(0.1, 0.1),
        layers.Flatten(), layers.Dense(2),
    ])  # fmt: skip


@alone
def dropout() -> keras.Model:
    inputs = keras.Input(IMAGE)
    x = layers.SpatialDropout2D(0.2)(layers.Conv2D(4, 3)(inputs))
    return keras.Model(inputs, layers.Dropout(0.5, seed=1)(layers.Flatten()(x)))


@alone
def noise() -> keras.Model:
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(2)(layers.GaussianNoise(0.1)(inputs)))


@alone
def random_layers() -> keras.Model:
    augment = keras.Sequential([layers.RandAugment(), layers.RandomErasing()], name="augment")
    inputs = keras.Input(IMAGE)
    return keras.Model(inputs, layers.Dense(1)(layers.Flatten()(augment(inputs))))


# Frozen, in other types, copied.


@alone
def frozen_layers() -> keras.Model:
    model = residual()
    for layer in model.layers[:4]:
        layer.trainable = False
    return model


@alone
def frozen_whole() -> keras.Model:
    model = residual()
    model.trainable = False
    return model


@alone
def frozen_by_its_own_switch_alone() -> keras.Model:
    model = residual()
    model.trainable = False
    for layer in model.layers:
        layer.trainable = True
    return model


@alone
def frozen_from_the_start() -> keras.Model:
    inputs = keras.Input((4,))
    x = layers.Dense(4, trainable=False)(inputs)
    return keras.Model(inputs, layers.BatchNormalization(trainable=False)(layers.Dense(2)(x)))


@alone
def frozen_part_with_thawed_top() -> keras.Model:
    body = make_backbone()
    body.trainable = False
    for layer in body.layers[-3:]:
        if not isinstance(layer, layers.BatchNormalization):
            layer.trainable = True
    return keras.Sequential([keras.Input(IMAGE), body, layers.Flatten(), layers.Dense(2)])


@alone
def frozen_inside_a_wrapper() -> keras.Model:
    wrapped = layers.TimeDistributed(layers.Dense(3))
    inputs = keras.Input((4, 2))
    model = keras.Model(inputs, layers.Dense(1)(wrapped(inputs)))
    wrapped.layer.trainable = False
    return model


@alone
def one_weight_frozen() -> keras.Model:
    model = functional()
    model.layers[1].bias.trainable = False
    return model


@alone
def mixed_precision() -> keras.Model:
    inputs = keras.Input((4,))
    x = layers.Dense(8, activation="relu", dtype="mixed_float16")(inputs)
    return keras.Model(inputs, layers.Dense(2, dtype="float32")(x))


@alone
def all_in_mixed_precision() -> keras.Model:
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        return keras.Sequential([keras.Input((4,)), layers.Dense(8), layers.Dense(2)])
    finally:
        keras.config.set_dtype_policy(before)


@alone
def bfloat16() -> keras.Model:
    inputs = keras.Input((4,))
    return keras.Model(inputs, layers.Dense(3, dtype="bfloat16")(inputs))


@alone
def copied() -> keras.Model:
    model = residual()
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return copy


@alone
def copied_from_its_configuration() -> keras.Model:
    model = models_in_models_in_models()
    return type(model).from_config(model.get_config())


@alone
def compiled() -> keras.Model:
    model = functional()
    model.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 100)),
        keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
        metrics=["accuracy", keras.metrics.AUC(name="auc")],
    )
    return model


@alone
def with_extra_names() -> keras.Model:
    inputs = keras.Input((4,), name="layers")
    x = layers.Dense(3, name="given")(inputs)
    return keras.Model(inputs, layers.Dense(2, name="a.b-c")(x), name="known")


@alone
def mobilenet() -> keras.Model:
    return keras.applications.MobileNetV2((32, 32, 3), alpha=0.35, weights=None, include_top=False)


# On a backbone.


@on_backbone
def itself(backbone: keras.Model) -> keras.Model:
    return backbone


@on_backbone
def head_on_its_output(backbone: keras.Model) -> keras.Model:
    x = layers.GlobalAveragePooling2D()(backbone.output)
    return keras.Model(backbone.input, layers.Dense(2, activation="softmax")(x))


@on_backbone
def head_on_a_call(backbone: keras.Model) -> keras.Model:
    backbone.trainable = False
    inputs = keras.Input(IMAGE)
    x = layers.GlobalAveragePooling2D()(backbone(inputs, training=False))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


@on_backbone
def stack_on_it(backbone: keras.Model) -> keras.Model:
    return keras.Sequential(
        [backbone, layers.Flatten(), layers.Dense(4, activation="relu"), layers.Dense(2)]
    )


@on_backbone
def cut_called(backbone: keras.Model) -> keras.Model:
    cut = keras.Model(backbone.input, backbone.layers[5].output)
    inputs = keras.Input(IMAGE)
    return keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling2D()(cut(inputs))))


@on_backbone
def cut_stacked(backbone: keras.Model) -> keras.Model:
    cut = keras.Model(backbone.inputs, backbone.get_layer(index=3).output, name="cut")
    return keras.Sequential([cut, layers.GlobalAveragePooling2D(), layers.Dense(2)])


@on_backbone
def cut_and_continued(backbone: keras.Model) -> keras.Model:
    x = layers.Conv2D(3, 1)(backbone.layers[4].output)
    return keras.Model(backbone.inputs, layers.GlobalMaxPooling2D()(x))


@on_backbone
def plain_layers_in_a_stack(backbone: keras.Model) -> keras.Model:
    first = keras.Sequential([keras.Input(IMAGE), *backbone.layers[1:4]])
    return keras.Sequential([first, layers.GlobalAveragePooling2D(), layers.Dense(2)])


@on_backbone
def plain_layers_with_their_input(backbone: keras.Model) -> keras.Model:
    return keras.Sequential([*backbone.layers[:4], layers.Flatten()])


@on_backbone
def every_output(backbone: keras.Model) -> keras.Model:
    return keras.Model(backbone.input, [layer.output for layer in backbone.layers[1:]])


@on_backbone
def rewired(backbone: keras.Model) -> keras.Model:
    inputs = x = keras.Input((24, 24, 3))
    for layer in backbone.layers[1:4]:
        x = layer(x)
    return keras.Model(inputs, x)


@on_backbone
def two_pictures(backbone: keras.Model) -> keras.Model:
    left, right = keras.Input(IMAGE), keras.Input(IMAGE)
    features = [layers.GlobalAveragePooling2D()(backbone(image)) for image in (left, right)]
    return keras.Model([left, right], layers.Dense(1)(ops.abs(features[0] - features[1])))


@on_backbone
def augmented_on_a_frozen_backbone(backbone: keras.Model) -> keras.Model:
    backbone.trainable = False
    augment = keras.Sequential([layers.RandomFlip(), layers.RandomRotation(0.2)])
    inputs = keras.Input(IMAGE)
    x = backbone(layers.Rescaling(2.0)(augment(inputs)), training=False)
    x = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, layers.Dense(2, activation="softmax")(x))


@on_backbone
def fine_tuned_top(backbone: keras.Model) -> keras.Model:
    backbone.trainable = True
    for layer in backbone.layers[:-2]:
        layer.trainable = False
    return stack_on_it(backbone)


@on_backbone
def wrapped(backbone: keras.Model) -> keras.Model:
    frames = keras.Input((2, *IMAGE))
    x = layers.TimeDistributed(backbone)(frames)
    return keras.Model(frames, layers.Flatten()(x))


@on_backbone
def copy_beside_it(backbone: keras.Model) -> keras.Model:
    copy = keras.models.clone_model(backbone)
    copy.name = "copy"
    inputs = keras.Input(IMAGE)
    return keras.Model(inputs, layers.Subtract()([backbone(inputs), copy(inputs)]))


@on_backbone
def model_in_a_model_on_it(backbone: keras.Model) -> keras.Model:
    inner = head_on_its_output(backbone)
    inputs = keras.Input(IMAGE)
    return keras.Model(
        inputs, layers.Dense(3)(layers.Concatenate()([inner(inputs), inner(inputs)]))
    )


@on_backbone
def other_input_size(backbone: keras.Model) -> keras.Model:
    inputs = keras.Input((20, 20, 3))
    rest = keras.Model(backbone.layers[3].output, backbone.output)
    x = layers.Conv2D(4, 5)(inputs)
    return keras.Model(inputs, rest(x))
