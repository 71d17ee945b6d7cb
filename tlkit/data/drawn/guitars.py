"""Drawn electric guitars: Stratocaster, Les Paul and SG.

An image varies finish, pose, perspective, light and ground. What tells the models apart is what
a guitarist looks at: the horns and cutaways, the pickguard, pickups, bridge and headstock.
"""

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from tlkit.data.drawn.backgrounds import scenery
from tlkit.data.drawn.guitar_outlines import LES_PAUL, SG, STRATOCASTER, Model
from tlkit.data.drawn.painter import Colour, Painter, ellipse, outline, placement, rectangle

NAMES = ["Stratocaster", "Les Paul", "SG"]
LARGER = 4  # an image is drawn this many times too large, then scaled down
CREAM, WHITE, BLACK = (240, 228, 190), (244, 243, 236), (22, 22, 24)
CHROME, STEEL, GOLD = (196, 198, 204), (150, 152, 158), (206, 172, 96)
ROSEWOOD, MAPLE, MAHOGANY = (62, 40, 30), (222, 180, 116), (104, 52, 34)
SUNBURSTS = {  # from the middle to the edge
    "three-tone": [(226, 160, 66), (166, 66, 30), (26, 16, 14)],
    "cherry": [(236, 178, 84), (206, 92, 44), (142, 24, 26)],
    "tobacco": [(226, 166, 84), (150, 86, 40), (40, 22, 14)],
    "lemon": [(242, 206, 118), (226, 160, 76), (176, 96, 40)],
}
FINISHES: list[list[Colour | str]] = [  # of each model, the names of sunbursts among them
    [
        "three-tone",
        "tobacco",
        (236, 232, 218),
        BLACK,
        (190, 40, 36),
        (120, 178, 196),
        (160, 204, 178),
        (222, 186, 128),
        (38, 66, 120),
    ],
    [
        "cherry",
        "cherry",
        "lemon",
        "tobacco",
        (202, 164, 84),
        BLACK,
        (112, 20, 30),
        (238, 230, 206),
        (52, 70, 110),
    ],
    [
        (126, 22, 24),
        (112, 26, 22),
        (140, 30, 26),
        (92, 48, 32),
        (70, 40, 30),
        BLACK,
        (232, 226, 208),
        (58, 70, 66),
    ],
]


def guitar_images(
    per_class: int, *, size: int = 64, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return images of guitars and their labels, in the order of `NAMES`.

        >>> images, labels = guitar_images(2, size=32)
        >>> images.shape, labels.tolist()
        ((6, 32, 32, 3), [0, 0, 1, 1, 2, 2])

    Args:
        per_class: images of each model.
        size: height and width in pixels.
        seed: another seed draws other images.
    """
    images = np.empty((3 * per_class, size, size, 3), "uint8")
    labels = np.repeat(np.arange(3), per_class)
    for i, label in enumerate(labels.tolist()):
        images[i] = draw(label, size, np.random.default_rng([seed, label, i % per_class]))
    return images, labels


def draw(label: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """One image of a model, (size, size, 3) uint8."""
    image = scenery(size, rng).resize((size * LARGER,) * 2, Image.Resampling.BICUBIC)
    finish = FINISHES[label][rng.integers(len(FINISHES[label]))]
    painter = _posed(image, rng)
    model = (STRATOCASTER, LES_PAUL, SG)[label]
    _shadow(painter, model, rng)
    _neck(painter, label, model, rng)
    _body(painter, label, model, finish, rng)
    (_strat_parts, _les_paul_parts, _sg_parts)[label](painter, model, rng)
    _strings(painter, model)
    return _photographed(image, size, rng)


def _posed(image: Image.Image, rng: np.random.Generator) -> Painter:
    """Upright or leaning, now and then lying; its body near, or more of it; a little aslant."""
    lying = rng.choice([-np.pi / 2, np.pi / 2]) if rng.random() < 0.1 else 0.0
    turn = lying + rng.normal(0, 0.22)
    height_shown = rng.uniform(48, 72) if rng.random() < 0.85 else 104  # centimetres
    middle = np.array([0.0, 22 + (height_shown - 46) * rng.uniform(0.25, 0.45)])
    matrix = placement(turn, image.width / height_shown, flip=rng.random() < 0.08)  # left-handed
    matrix = matrix @ np.diag([rng.uniform(0.82, 1.0), rng.uniform(0.9, 1.0)])
    offset = image.width * (0.5 + rng.uniform(-0.06, 0.06, 2)) - matrix @ middle
    return Painter(image, matrix, offset, rng.normal(0, 0.0012, 2))


def _shadow(painter: Painter, model: Model, rng: np.random.Generator) -> None:
    image = painter.image
    strength = rng.uniform(0, 0.6)
    mask = painter.mask(outline(model.body))
    mask.paste(255, mask=painter.mask(_neck_outline(model)))
    shift = rng.integers(0, image.width // 30 + 1, 2)
    mask = ImageChops.offset(mask, int(shift[0]), int(shift[1]))
    mask = mask.filter(ImageFilter.BoxBlur(image.width / 50)).point(lambda v: v * strength)
    image.paste((18, 16, 14), mask=mask)


def _neck_outline(model: Model) -> np.ndarray:
    return np.array(
        [(-2.9, model.joint - 4), (-2.2, model.nut), (2.2, model.nut), (2.9, model.joint - 4)]
    )


def _neck(painter: Painter, label: int, model: Model, rng: np.random.Generator) -> None:
    """The headstock with its tuners, the board with frets and inlays."""
    fender = label == 0
    light_board = fender and rng.random() < 0.4
    head = outline(model.head)
    painter.fill(head, _varied(MAPLE if fender else BLACK, rng))
    painter.stroke(head, (120, 90, 60) if fender else (70, 66, 60), 0.25)
    metal = CHROME if fender or rng.random() < 0.6 else CREAM
    for x, y in model.tuners:
        painter.fill(rectangle(x, y, 2.3, 1.3), metal)
        peg = 1.9 if x < 0 else -1.9
        painter.fill(ellipse(x + peg, y, 0.9), CHROME)
    if not fender:
        painter.fill(ellipse(0, 90.6, 1.6, 2.2), GOLD)
    board = _neck_outline(model)
    painter.fill(board, _varied(MAPLE if light_board else ROSEWOOD, rng))
    if label == 1:
        painter.stroke(board, CREAM, 0.3)
    scale = model.nut - model.bridge
    wires = [model.bridge + scale * 2 ** (-fret / 12) for fret in range(23)]
    for y in wires[1:]:
        if y > model.joint - 4:
            painter.stroke(np.array([(-2.6, y), (2.6, y)]), CHROME, 0.18, close=False)
    painter.stroke(np.array([(-2.2, model.nut), (2.2, model.nut)]), WHITE, 0.6, close=False)
    dark = (40, 34, 30) if light_board else (226, 224, 214)
    for fret in (3, 5, 7, 9, 12, 15, 17, 19):
        y = (wires[fret] + wires[fret - 1]) / 2
        if model.inlays == "dots":
            painter.fill(ellipse(0, y, 0.9), dark)
        else:
            painter.fill(rectangle(0, y, 3.2, 0.55 * (wires[fret - 1] - wires[fret])), dark)


def _body(
    painter: Painter, label: int, model: Model, finish: Colour | str, rng: np.random.Generator
) -> None:
    body = outline(model.body)
    mask = painter.mask(body)
    painter.image.paste(_finished(painter, mask, finish, rng), mask=mask)
    if label == 1:
        painter.stroke(body, CREAM, 0.7)
    elif label == 2:  # bevelled edges catch the light
        colour = (128, 40, 34) if isinstance(finish, str) else finish
        painter.stroke(body, _shaded(colour, 1.5), 0.8)
    painter.stroke(body, (24, 20, 18), 0.2)
    if label:  # the end of the board lies on the body
        end = np.array(
            [(-2.9, model.joint - 5.5), (2.9, model.joint - 5.5), (2.7, model.joint + 1)]
        )
        painter.fill(np.concatenate([end, [(-2.7, model.joint + 1)]]), ROSEWOOD)


def _finished(
    painter: Painter, mask: Image.Image, finish: Colour | str, rng: np.random.Generator
) -> Image.Image:
    """A colour, or a sunburst that darkens towards the edge; with gloss from one side."""
    size = mask.size
    width = painter.scale
    if isinstance(finish, str):
        small = mask.resize((size[0] // 4, size[1] // 4))
        blurred = small.filter(ImageFilter.GaussianBlur(max(1.0, width * 3.4 / 4)))
        depth = np.clip(np.asarray(blurred.resize(size), float) / 255 * 2.1 - 1.05, 0, 1)[..., None]
        middle, between, edge = np.array(SUNBURSTS[finish], float)
        inner = between + (middle - between) * np.clip(depth * 2 - 1, 0, 1)
        paint = edge + (inner - edge) * np.clip(depth * 2, 0, 1)
    else:
        paint = np.zeros((*size, 3)) + _varied(finish, rng)
    along = np.linspace(-1, 1, size[0])
    light = rng.normal(0, 14, 2)
    gloss = along * light[0] + along[:, np.newaxis] * light[1]
    streak = np.exp(-(((along + along[:, np.newaxis] - rng.uniform(-1, 1)) / 0.16) ** 2))
    paint = paint + gloss[..., np.newaxis] + rng.uniform(0, 46) * streak[..., np.newaxis]
    return Image.fromarray(np.clip(paint, 0, 255).astype("uint8"))


def _strat_parts(painter: Painter, model: Model, rng: np.random.Generator) -> None:
    plain = rng.random()
    guard = (236, 226, 196)
    if plain < 0.75:
        guard = WHITE
    elif plain < 0.87:
        guard = BLACK
    covers = BLACK if guard == BLACK else WHITE
    painter.fill(outline(model.guard), guard)
    painter.stroke(outline(model.guard), (120, 116, 108), 0.18)
    for y, turn in ((27.6, 0.0), (22.0, 0.0), (16.6, -0.2)):  # the one at the bridge is slanted
        painter.fill(rectangle(0, y, 8.2, 1.9, turn), (90, 88, 84))
        painter.fill(rectangle(0, y, 7.8, 1.6, turn), covers)
        for i in range(6):
            x = -2.7 + 1.08 * i
            painter.fill(ellipse(x, y + x * np.tan(turn), 0.55), STEEL)
    painter.fill(rectangle(0, model.bridge, 7.6, 3.2), CHROME)
    painter.fill(rectangle(0, model.bridge + 0.3, 6.6, 1.6), STEEL)
    for x, y in ((6.4, 15.6), (8.2, 12.0), (10.6, 8.8)):
        _knob(painter, x, y, 2.2, covers)
    painter.stroke(np.array([(5.4, 18.6), (6.6, 21.2)]), BLACK, 0.6, close=False)  # the switch
    painter.fill(ellipse(12.6, 5.0, 2.6, 3.4), CHROME)  # the jack's plate
    if rng.random() < 0.5:
        painter.stroke(np.array([(3.2, 13), (6.2, 16), (7.4, 22)]), CHROME, 0.45, close=False)


def _les_paul_parts(painter: Painter, model: Model, rng: np.random.Generator) -> None:
    if rng.random() < 0.7:
        painter.fill(outline(model.guard), CREAM if rng.random() < 0.75 else BLACK)
    _humbuckers(painter, (30.2, 20.2), rng, CREAM)
    _tune_o_matic(painter, model.bridge, rng)
    colour = GOLD if rng.random() < 0.6 else BLACK
    for x, y in ((7.6, 13.4), (11.4, 15.0), (8.6, 7.6), (12.2, 9.6)):
        _knob(painter, x, y, 2.4, colour)
    painter.fill(ellipse(-7.6, 37.6, 3.0), CREAM)  # the switch on the shoulder
    painter.fill(ellipse(-7.6, 37.6, 0.9), GOLD)


def _sg_parts(painter: Painter, model: Model, rng: np.random.Generator) -> None:
    small = rng.random() < 0.3
    guard = BLACK if rng.random() < 0.85 else WHITE
    shape = outline(_half(model.guard) if small else model.guard)
    painter.fill(shape, guard)
    painter.stroke(shape, (150, 146, 138), 0.18)
    _humbuckers(painter, (26.0, 18.2), rng, BLACK)
    _tune_o_matic(painter, model.bridge, rng, vibrola=rng.random() < 0.25)
    for x, y in ((7.8, 12.2), (11.6, 13.4), (8.8, 7.0), (12.6, 8.4)):
        _knob(painter, x, y, 2.3, BLACK)
    painter.fill(ellipse(8.4, 17.2, 1.0), CREAM)
    painter.fill(ellipse(13.2, 4.6, 1.4), CHROME)


def _half(points: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """The side of the thin strings of a pickguard, closed along the strings."""
    side = [p for p in points if p[0] > 0]
    return [(2.8, 15.5, 1), *side]


def _humbuckers(
    painter: Painter, places: tuple[float, ...], rng: np.random.Generator, ring: Colour
) -> None:
    covered = rng.random() < 0.65
    ring = ring if rng.random() < 0.8 else BLACK
    for y in places:
        painter.fill(rectangle(0, y, 9.0, 4.8), ring)
        painter.stroke(rectangle(0, y, 9.0, 4.8), (70, 66, 60), 0.15)
        painter.fill(rectangle(0, y, 7.2, 3.7), CHROME if covered else BLACK)
        for x in np.linspace(-2.5, 2.5, 6):
            painter.fill(ellipse(x, y + 0.9, 0.5), STEEL if covered else CHROME)
            if not covered:
                painter.fill(ellipse(x, y - 0.9, 0.5), CHROME)


def _tune_o_matic(
    painter: Painter, y: float, rng: np.random.Generator, vibrola: bool = False
) -> None:
    metal = CHROME if rng.random() < 0.8 else GOLD
    painter.fill(rectangle(0, y, 8.2, 1.3, 0.06), metal)
    for x in (-4.1, 4.1):
        painter.fill(ellipse(x, y + 0.06 * x, 1.6), metal)
    if vibrola:
        painter.fill(rectangle(0, 5.4, 6.4, 9.6), metal)
        painter.stroke(rectangle(0, 5.4, 6.4, 9.6), STEEL, 0.3)
        painter.stroke(np.array([(2, 9), (5.4, 12), (6.4, 19)]), metal, 0.6, close=False)
        return
    painter.fill(rectangle(0, y - 4.0, 8.8, 1.5), metal)
    for x in (-4.5, 4.5):
        painter.fill(ellipse(x, y - 4.0, 1.9), metal)


def _knob(painter: Painter, x: float, y: float, width: float, colour: Colour) -> None:
    painter.fill(ellipse(x + 0.15, y - 0.2, width), (30, 26, 24))
    painter.fill(ellipse(x, y, width), colour)
    painter.fill(ellipse(x, y, width * 0.55), _shaded(colour, 1.25))


def _strings(painter: Painter, model: Model) -> None:
    for i in range(6):
        ends = [(-2.6 + 1.04 * i, model.bridge), (-1.7 + 0.68 * i, model.nut + 1)]
        painter.stroke(np.array(ends), (176, 176, 172), 0.1, close=False)


def _photographed(image: Image.Image, size: int, rng: np.random.Generator) -> np.ndarray:
    """Scaled down, in light of some strength and colour."""
    pixels = np.asarray(image.resize((size, size), Image.Resampling.BOX), float)
    light = rng.uniform(0.7, 1.12) * (1 + rng.normal(0, 0.035, 3))
    contrast = rng.uniform(0.85, 1.1)
    pixels = (pixels * light - 128) * contrast + 128
    return np.clip(pixels, 0, 255).astype("uint8")


def _varied(colour: Colour, rng: np.random.Generator) -> Colour:
    return tuple(int(v) for v in np.clip(np.array(colour) + rng.normal(0, 9, 3), 0, 255))


def _shaded(colour: Colour, by: float) -> Colour:
    return tuple(int(v) for v in np.clip(np.array(colour) * by + 12 * (by > 1), 0, 255))
