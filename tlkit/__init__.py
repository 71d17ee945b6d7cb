"""Transfer learning in Keras 3, one idea a module.

    import tlkit

    case = tlkit.load_case("small-similar")
    codes = tlkit.cnn_codes(case.backbone, case.train.images)
    classifier = tlkit.linear_classifier(codes, case.train.labels)

Modules are imported when one of their names is first used.
"""

from importlib import import_module
from typing import Any

from tlkit._keras import import_keras

import_keras()

_MODULE_OF = {
    name: module
    for module, names in {
        "core.images": ("check_images",),
        "models.backbones": ("backbone_table", "load_backbone"),
        "data.drawn.blood_cells": ("cell_images", "draw_cell"),
        "checks": (),
        "features.codes": ("accuracy_by_layer", "cnn_codes", "linear_classifier"),
        "data.commons": ("collect_guitars",),
        "models.fully_convolutional": (
            "class_map",
            "compare_with_crops",
            "grad_cam",
            "to_fully_convolutional",
        ),
        "cases.cases": (
            "Case",
            "Images",
            "load_case",
            "load_folder",
            "load_shifted",
            "split",
            "take",
        ),
        "data.drawn.digits": ("digit_images",),
        "models.demonstration": ("demonstration_network",),
        "features.filters": ("feature_maps", "filter_images", "maximize_activation"),
        "training.stages": ("Stage", "fit_cached", "layerwise_rates", "train_stages"),
        "models.freezing": ("freeze", "layer_table", "unfreeze"),
        "data.drawn.fractals": ("fractal_images",),
        "core.gradients": ("with_gradients",),
        "data.drawn.guitars": ("guitar_images",),
        "models.heads": ("add_head", "cut", "replace_head", "reset_weights"),
        "training.learning_rate_finder": ("find_learning_rate",),
        "experiments.four_cases": ("measured_rule",),
        "experiments.measured_transfer": (
            "measured_transfer",
            "transfer_network",
            "transfer_task",
        ),
        "training.proof": ("prove_step",),
        "plots.training": (
            "show_accuracies",
            "show_accuracy_by_layer",
            "show_class_map",
            "show_classes",
            "show_confusion",
            "show_histories",
            "show_layers",
            "show_learning_rates",
            "show_strategies",
            "show_transfer_study",
        ),
        "plots.filters": ("show_activation", "show_feature_maps", "show_filters"),
        "plots.strategy_map": ("show_strategy_map",),
        "cases.strategies": ("build", "choose_case", "strategy_table"),
        "data.splits": ("near_copies",),
        "experiments.transfer_study": ("copy_layers", "transfer_study"),
        "features.transferability": ("dataset_distance", "leep", "logme"),
        "widgets": ("explore_cases", "explore_filters", "explore_freezing", "explore_sizes"),
    }.items()
    for name in (*names, *([] if "." in module else [module]))
}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"tlkit has no {name!r}; it has {', '.join(__all__)}")
    module = import_module(f"tlkit.{_MODULE_OF[name]}")
    return module if name == _MODULE_OF[name] else getattr(module, name)


def __dir__() -> list[str]:
    return __all__
