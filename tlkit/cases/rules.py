"""The rules of thumb for the four cases: what to do, why, where they fail, and who says so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """What one case asks for: `strategy` says what to do, the rest why, and where it fails."""

    number: int
    strategy: str
    why: str
    caution: str
    references: tuple[str, ...]


CASES = {
    "small-similar": Rule(
        1,
        "keep all pretrained layers frozen and train a linear classifier on their last codes",
        "Few images would overfit the many weights of the network, and the last layers already "
        "see what matters in images like these.",
        "Fine-tuning can be more accurate even here, on images like those it was trained on: "
        "by 2 points on average over ten datasets, while on shifted ones it was 7 points worse "
        "(arXiv:2202.10054). Measure both.",
        ("arXiv:1310.1531", "arXiv:1403.6382", "arXiv:2202.10054"),
    ),
    "small-different": Rule(
        2,
        "cut the network earlier, keep it frozen and train a linear classifier on those codes",
        "Few images would overfit the many weights of the network, and the last layers are "
        "made for what it was trained on: the earlier ones are more general.",
        "Which layer serves best is for your images to say (tlkit.accuracy_by_layer). Flowers "
        "count as different from dogs, yet the last codes of an ImageNet MobileNet 0.25 told "
        "five flowers apart with 0.84 accuracy, and random weights with 0.37: try the top too.",
        ("arXiv:1403.6382", "arXiv:1411.1792"),
    ),
    "large-similar": Rule(
        3,
        "replace the classifier and fine-tune all layers from their pretrained weights",
        "So many images let all weights train without overfitting, and pretrained weights are "
        "nearly right: they need smaller learning rates than the new classifier.",
        "A large learning rate destroys what was learned; train the classifier first, or give "
        "it a rate of its own. On two small fine-grained sets, pretraining brought little "
        "(arXiv:1805.08974).",
        ("arXiv:1411.1792", "arXiv:1805.08974", "arXiv:2202.10054"),
    ),
    "large-different": Rule(
        4,
        "replace the classifier and train all layers, from pretrained or from random weights",
        "So many images can train the network from nothing; a pretrained start costs nothing, "
        "and usually gets there sooner. A network that knows skin cancer as dermatologists do was "
        "trained so, on 129,450 images (doi:10.1038/nature21056).",
        "It need not end better: on COCO random weights came as far with longer training "
        "(arXiv:1811.08883), and on two large medical sets pretraining brought little "
        "(arXiv:1902.07208). Compare both on part of the data.",
        ("doi:10.1038/nature21056", "arXiv:1811.08883", "arXiv:1902.07208"),
    ),
}
