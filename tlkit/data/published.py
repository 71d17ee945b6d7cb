"""Published sets of images, one for each of the four cases, downloaded once.

Hashes and sizes are those that the checksums of TensorFlow Datasets list for tf_flowers,
colorectal_histology, cifar10 and eurosat.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image
from tqdm.auto import tqdm

from tlkit.data.archive import unpack
from tlkit.data.download import fetch
from tlkit.data.folders import load_folder
from tlkit.data.splits import Images

Loader = Callable[[Path, tuple[int, int]], tuple[Images, list[str]]]


class Published(NamedTuple):
    """An archive of images: where it is, what it must be, and how its folder is read."""

    url: str
    sha256: str
    size: int  # bytes
    folder: str  # within the archive
    description: str
    load: Loader = lambda folder, size: load_folder(folder, size=size)


def _cifar(folder: Path, size: tuple[int, int]) -> tuple[Images, list[str]]:
    """CIFAR-10's binary files: a label and 3 × 32 × 32 pixels for each image."""
    files = sorted(folder.glob("*.bin"))
    rows = np.concatenate(
        [np.fromfile(file, "uint8").reshape(-1, 1 + 3 * 32 * 32) for file in files]
    )
    names = (folder / "batches.meta.txt").read_text().split()
    images = np.empty((len(rows), *size, 3), "uint8")
    for i, row in enumerate(tqdm(rows, "Enlarging", unit="image", delay=1)):
        small = Image.fromarray(row[1:].reshape(3, 32, 32).transpose(1, 2, 0))
        images[i] = small.resize(size[::-1], Image.Resampling.BICUBIC)
    return Images(images, rows[:, 0].astype(int)), names


PUBLISHED = {
    "small-similar": Published(
        "https://storage.googleapis.com/download.tensorflow.org/example_images/flower_photos.tgz",
        "4c54ace7911aaffe13a365c34f650e71dd5bf1be0a58b464e5a7183e3e595d9c",
        228813984,
        "flower_photos",
        "Photographs of five kinds of flowers (The TensorFlow Team 2019; CC BY 2.0, authors in its "
        "LICENSE.txt).",
    ),
    "small-different": Published(
        "https://zenodo.org/record/53169/files/Kather_texture_2016_image_tiles_5000.zip",
        "936d0b95ae0f04f1f7b18a2b7e8c55776c3e887d102f645bcee752d1a6626a32",
        258098431,
        "Kather_texture_2016_image_tiles_5000",
        "Eight kinds of tissue under the microscope, of bowel cancer and around it (Kather et al. "
        "2016, doi:10.1038/srep27988; CC BY 4.0).",
    ),
    "large-similar": Published(
        "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        170052171,
        "cifar-10-batches-bin",
        "CIFAR-10, small photographs of ten kinds of things (Krizhevsky 2009; free to use for "
        "research, no licence is stated).",
        _cifar,
    ),
    "large-different": Published(
        "https://huggingface.co/datasets/torchgeo/eurosat/resolve/"
        "c877bcd43f099cd0196738f714544e355477f3fd/EuroSAT.zip",
        "8ebea626349354c5328b142b96d0430e647051f26efc2dc974c843f25ecf70bd",
        94280567,
        "2750",
        "EuroSAT, ten kinds of land seen by the satellites Sentinel-2 (Helber et al. 2019, "
        "doi:10.1109/JSTARS.2019.2918242; MIT licence).",
    ),
}


def download(case: str | Published) -> Path:
    """Return the folder of a case's published set, downloaded, verified and unpacked.

    It is kept in the folder `tlkit` of Keras's own (`~/.keras`, or what KERAS_HOME names). A
    download that broke off goes on where it was.

    Args:
        case: such as "small-similar".

    Raises:
        ValueError: no set is published for that case.
        OSError: it could not be downloaded, or is not the published file.
    """
    published = _published(case)
    folder = unpacked_folder(published)
    if not folder.is_dir():
        archive = folder.parent / _file(published)
        try:
            fetch(published.url, archive, size=published.size, sha256=published.sha256)
            unpack(archive, folder)
        except OSError as error:
            raise OSError(
                f"could not get {published.url} ({error}). Connect and try again, name a folder "
                'of images, or use source="embedded", which needs no download'
            ) from error
        archive.unlink()
    return folder / published.folder


def unpacked_folder(case: str | Published) -> Path:
    """The folder that a case's published set is unpacked into, which may not be there yet."""
    published = _published(case)
    home = Path(os.environ.get("KERAS_HOME", Path.home() / ".keras"))
    return home / "tlkit" / _file(published).partition(".")[0]


def _file(published: Published) -> str:
    return published.url.rpartition("/")[2]


def _published(case: str | Published) -> Published:
    if isinstance(case, Published):
        return case
    if case not in PUBLISHED:
        raise ValueError(
            f"no set is published for {case!r}; there is one for {', '.join(PUBLISHED)}"
        )
    return PUBLISHED[case]
