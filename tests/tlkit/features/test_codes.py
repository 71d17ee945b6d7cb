"""CNN codes, judged by plain Keras and NumPy on the same layers."""

import gc
import weakref

import keras
import numpy as np
import pytest
from keras import layers

from tlkit.core.inference import Extractor
from tlkit.features.codes import cnn_codes

IMAGES = np.random.default_rng(0).integers(0, 256, (11, 16, 16, 3), dtype="uint8")
POOLED = {
    "avg": lambda maps: maps.mean(axis=(1, 2)),
    "max": lambda maps: maps.max(axis=(1, 2)),
    "flat": lambda maps: maps.reshape(len(maps), -1),
}


def network():
    """Preprocessing as loose operations, batch normalisation and dropout, layers 0 to 7."""
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 3), name="image")
    x = layers.Conv2D(4, 3, name="conv_1")(image / 127.5 - 1)
    x = layers.BatchNormalization(name="bn_1")(x)
    x = layers.Dropout(0.5, name="drop")(layers.ReLU(name="relu_1")(x))
    x = layers.Conv2D(8, 3, strides=2, name="conv_2")(x)
    x = layers.BatchNormalization(name="bn_2")(x)
    return keras.Model(image, layers.ReLU(name="relu_2")(x), name="net")


@pytest.fixture
def model():
    return network()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TLKIT_CACHE", str(tmp_path / "codes"))
    return tmp_path / "codes"


@pytest.fixture
def passes(monkeypatch):
    """The batches that a model was run on."""
    shapes = []
    plain = Extractor.predict_on_batch

    def counted(self, batch):
        shapes.append(batch.shape)
        return plain(self, batch)

    monkeypatch.setattr(Extractor, "predict_on_batch", counted)
    return shapes


def expected(model, name, pooling="avg", images=IMAGES):
    maps = keras.Model(model.inputs, model.get_layer(name).output).predict(images, verbose=0)
    return POOLED[pooling](maps)


def test_by_default_codes_are_of_the_last_layer(model):
    codes = cnn_codes(model, IMAGES)
    assert codes.dtype == np.float32
    np.testing.assert_allclose(codes, expected(model, "relu_2"), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("pooling", POOLED)
@pytest.mark.parametrize("batch_size", [4, 11, 100])
def test_every_pooling_in_batches_of_any_size(model, pooling, batch_size):
    codes = cnn_codes(model, IMAGES, "relu_1", pooling=pooling, batch_size=batch_size)
    np.testing.assert_allclose(codes, expected(model, "relu_1", pooling), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("layer", [3, -5, "relu_1"])
def test_a_layer_is_an_index_or_a_name(model, layer):
    np.testing.assert_array_equal(
        cnn_codes(model, IMAGES, layer), cnn_codes(model, IMAGES, model.get_layer("relu_1"))
    )


def test_several_layers_take_one_pass(model, passes):
    codes = cnn_codes(model, IMAGES, ["relu_1", -1], batch_size=16)
    assert list(codes) == ["relu_1", "relu_2"]
    assert len(passes) == 1
    for name in codes:
        np.testing.assert_allclose(codes[name], expected(model, name), rtol=1e-5, atol=1e-6)


def test_codes_of_vectors_are_as_they_are():
    image = keras.Input((16, 16, 3))
    x = layers.Flatten()(image)
    model = keras.Model(image, layers.Dense(5, activation="relu", name="dense")(x))
    np.testing.assert_allclose(
        cnn_codes(model, IMAGES), model.predict(IMAGES, verbose=0), rtol=1e-5
    )


def test_a_sequential_model_has_codes():
    model = keras.Sequential(
        [keras.Input((16, 16, 3)), layers.Conv2D(4, 3, activation="relu", name="conv")]
    )
    np.testing.assert_allclose(cnn_codes(model, IMAGES), expected(model, "conv"), rtol=1e-5)


def test_the_model_is_not_changed(model):
    model.trainable = False
    weights = model.get_weights()
    config = model.get_config()
    cnn_codes(model, IMAGES)
    assert model.get_config() == config
    for now, before in zip(model.get_weights(), weights, strict=True):
        np.testing.assert_array_equal(now, before)


def test_new_weights_give_new_codes(model):
    before = cnn_codes(model, IMAGES)
    model.get_layer("conv_2").kernel.assign(2 * model.get_layer("conv_2").kernel)
    np.testing.assert_allclose(cnn_codes(model, IMAGES), 2 * before, rtol=1e-4)


def test_the_model_is_let_go():
    model = network()
    cnn_codes(model, IMAGES)
    alive = weakref.ref(model)
    del model
    gc.collect()
    assert alive() is None


def test_last_batches_are_filled_up(model, passes):
    cnn_codes(model, IMAGES, batch_size=8)
    assert [shape[0] for shape in passes] == [8, 4]


# Where the images come from


def test_a_memory_mapped_array(model, tmp_path):
    np.save(tmp_path / "images.npy", IMAGES)
    mapped = np.load(tmp_path / "images.npy", mmap_mode="r")
    np.testing.assert_array_equal(cnn_codes(model, mapped), cnn_codes(model, IMAGES))


class Pairs(keras.utils.PyDataset):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return IMAGES[4 * index : 4 * index + 4], np.zeros(4)


@pytest.mark.parametrize(
    "stream",
    [Pairs, lambda: iter([IMAGES[:4], IMAGES[4:]]), lambda: ((b, 0) for b in [IMAGES])],
    ids=["PyDataset", "iterator", "pairs"],
)
def test_images_in_batches(model, stream, folder):
    np.testing.assert_allclose(
        cnn_codes(model, stream()), cnn_codes(model, IMAGES, cache=False), rtol=1e-5
    )
    assert not folder.exists()


def test_no_batch_at_all_is_refused(model):
    with pytest.raises(ValueError, match="images yields no batch; pass at least one image"):
        cnn_codes(model, iter([]))


@pytest.mark.parametrize("wrap", [lambda images: images, lambda images: [images]])
def test_images_that_were_scaled_are_refused(model, wrap):
    with pytest.raises(ValueError, match="scaled before"):
        cnn_codes(model, wrap(IMAGES / np.float32(255)))


@pytest.mark.parametrize("images", [IMAGES[:0], IMAGES[0], IMAGES[:, :8], IMAGES[..., :1]])
def test_images_of_another_shape_are_refused(model, images):
    with pytest.raises(ValueError, match="images"):
        cnn_codes(model, images)


# What is kept


def test_the_same_codes_are_computed_once(model, passes, folder):
    first = cnn_codes(model, IMAGES)
    np.testing.assert_array_equal(cnn_codes(network(), IMAGES.copy()), first)
    assert len(passes) == 1
    assert len(list(folder.iterdir())) == 1


def test_a_layer_seen_before_is_not_computed_again(model, passes):
    cnn_codes(model, IMAGES, ["relu_1", "relu_2"])
    cnn_codes(model, IMAGES, "relu_1")
    assert len(passes) == 1


@pytest.mark.parametrize(
    "change",
    [{"layer": "relu_1"}, {"pooling": "max"}, {"images": IMAGES[::-1]}],
    ids=lambda change: next(iter(change)),
)
def test_another_layer_pooling_or_set_of_images_is_computed(model, change):
    cnn_codes(model, IMAGES)
    asked = {"layer": "relu_2", "pooling": "avg", "images": IMAGES} | change
    codes = cnn_codes(model, asked["images"], asked["layer"], pooling=asked["pooling"])
    plain = expected(model, asked["layer"], asked["pooling"], asked["images"])
    np.testing.assert_allclose(codes, plain, rtol=1e-5, atol=1e-6)


def test_a_layer_of_ones_own_is_not_kept(folder):
    class Own(layers.Layer):
        def call(self, images):
            return images / 2

    image = keras.Input((16, 16, 3))
    cnn_codes(keras.Model(image, Own()(image)), IMAGES)
    assert not folder.exists()


def test_nothing_is_kept_where_it_is_switched_off(model, folder):
    cnn_codes(model, IMAGES, cache=False)
    assert not folder.exists()


# What is refused or pointed out


@pytest.mark.parametrize("name", ["conv_2", "bn_2"])
def test_codes_before_the_relu_are_pointed_out(model, name):
    with pytest.warns(UserWarning, match=f"{name} is before its ReLU.* use 'relu_2'") as caught:
        codes = cnn_codes(model, IMAGES, name, cache=False)
    assert caught[0].filename == __file__
    np.testing.assert_allclose(codes, expected(model, name), rtol=1e-5, atol=1e-6)


def test_an_unknown_layer_is_refused(model):
    with pytest.raises(ValueError, match=r"no layer 'relu_3'.*relu_2"):
        cnn_codes(model, IMAGES, "relu_3")


def test_no_layers_are_refused(model):
    with pytest.raises(ValueError, match="layer is an empty list; name one layer or more"):
        cnn_codes(model, IMAGES, [])


def test_an_unknown_pooling_is_refused(model):
    with pytest.raises(ValueError, match='pooling is \'mean\'; use "avg", "max" or "flat"'):
        cnn_codes(model, IMAGES, pooling="mean")


@pytest.mark.parametrize("activation", [None, "softmax"])
def test_a_classifier_has_no_codes_at_its_end(model, activation):
    x = layers.GlobalAveragePooling2D()(model.output)
    whole = keras.Model(model.inputs, layers.Dense(3, activation, name="classes")(x), name="whole")
    with pytest.raises(ValueError, match=r"whole ends in the classifier 'classes'.*'relu_2'"):
        cnn_codes(whole, IMAGES)
    assert cnn_codes(whole, IMAGES, "classes").shape == (11, 3)


def test_a_dense_network_is_told_so_too():
    model = keras.Sequential([keras.Input((16, 16, 3)), layers.Flatten(), layers.Dense(3)])
    with pytest.raises(
        ValueError, match=r"ends in the classifier 'dense.*name a layer before it, or"
    ):
        cnn_codes(model, IMAGES)


def test_a_model_within_the_model_is_refused(model):
    image = keras.Input((16, 16, 3))
    nested = keras.Model(image, model(image))
    with pytest.raises(ValueError, match="'net'"):
        cnn_codes(nested, IMAGES)
