"""The recipe of unit 06 on photographs: MobileNetV2 0.35 with ImageNet weights, three guitars.

    TLKIT_REAL_DATA=<folder with data/ and keras/> python tests/real_data/guitars.py

prints the table that the unit shows: accuracy on a fifth of the photographs, which training never
saw, nor near-copies of them. Of each photograph to train on there are four: as it is, mirrored,
and two that are turned, scaled and shifted a little.
"""

import os
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import keras
import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

import tlkit
from tlkit.data.splits import Images, near_copies

WEIGHTS = "keras/models/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5"
FIRST = "block_6"  # training begins there in step two: a third of the layers are below
ONE = tlkit.Stage("head", epochs=4, optimizer="rmsprop")
TWO = {
    rate: tlkit.Stage(FIRST, epochs=epochs, optimizer=keras.optimizers.SGD(rate, momentum=0.9))
    for rate, epochs in ((0.0001, 8), (0.1, 2))
}
AT_ONCE = tlkit.Stage(FIRST, epochs=8, optimizer="rmsprop")


def guitars(real_data: Path, seed: int = 0) -> tuple[Images, Images]:
    """Photographs of the three models at 224 pixels: four fifths to train, a fifth to test."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(real_data / "data" / "guitars3_open.tar") as archive:
            archive.extractall(folder, filter="data")
        root = min(path.parent.parent for path in Path(folder).rglob("*.[jp][pn]g"))
        (images, labels), _ = tlkit.load_folder(root)
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    train, test = next(folds.split(labels, labels, near_copies(images)))
    return Images(images[train], labels[train]), Images(images[test], labels[test])


def varied(pictures: Images, seed: int = 0) -> Images:
    """Each picture four times: as it is, mirrored, and twice at random."""
    options = {"fill_mode": "constant", "fill_value": 255.0, "seed": seed}
    change = keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomRotation(0.06, **options),
            keras.layers.RandomZoom((-0.15, 0.15), **options),
            keras.layers.RandomTranslation(0.08, 0.08, **options),
        ]
    )
    images, labels = pictures
    parts = [images, images[:, :, ::-1]]
    for _ in range(2):
        batches = (images[i : i + 64].astype("float32") for i in range(0, len(images), 64))
        changed = [np.asarray(change(batch, training=True)) for batch in batches]
        parts.append(np.concatenate(changed).round().clip(0, 255).astype("uint8"))
    return Images(np.concatenate(parts), np.tile(labels, 4))


def measure(real_data: Path, *, all_rows: bool = True) -> Iterator[tuple[str, float]]:
    """Accuracy on the fifth that is held out, a row at a time."""
    train, test = guitars(real_data)
    yield (
        "always the most frequent guitar",
        float(np.bincount(test.labels).max() / len(test.labels)),
    )
    backbone = tlkit.load_backbone("MobileNetV2", weights=real_data / WEIGHTS, alpha=0.35)
    codes, test_codes = (tlkit.cnn_codes(backbone, x.images, cache=False) for x in (train, test))
    classifier = tlkit.linear_classifier(codes, train.labels)
    yield "a linear classifier on codes", float(classifier.score(test_codes, test.labels))

    keras.utils.set_random_seed(0)
    more = varied(train)
    model = tlkit.add_head(backbone, 3, dense=1024, seed=0)
    untrained = model.get_weights()

    def trained(stage: tlkit.Stage) -> float:
        tlkit.train_stages(model, more, None, [stage], verbose=0)
        said = model.predict(test.images, verbose=0).argmax(axis=1)
        return float(np.mean(said == test.labels))

    yield "after step one", trained(ONE)
    after_one = model.get_weights()
    yield "after step two", trained(TWO[0.0001])
    if all_rows:
        model.set_weights(after_one)
        yield "step two at a rate of 0.1", trained(TWO[0.1])
        model.set_weights(untrained)
        yield "no step one: RMSprop for everything at once", trained(AT_ONCE)


def main() -> None:
    print("| | accuracy |", "|---|---|", sep="\n")
    for name, accuracy in measure(Path(os.environ["TLKIT_REAL_DATA"])):
        print(f"| {name} | {accuracy:.2f} |", flush=True)


if __name__ == "__main__":
    main()
