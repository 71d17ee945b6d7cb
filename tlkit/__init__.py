"""Transfer learning in Keras 3, one idea a module.

    import tlkit

    case = tlkit.load_case("small-similar")
    codes = tlkit.cnn_codes(case.backbone, case.train.images)
    classifier = tlkit.linear_classifier(codes, case.train.labels)

Modules are imported when one of their names is first used.
"""

from importlib import import_module
from typing import Any

from tlkit._quiet import import_keras

import_keras()

_MODULE_OF = {
    name: module
    for module, names in {
        "backbones": ("backbone_table", "check_images", "load_backbone"),
        "cells": ("cell_images", "draw_cell"),
        "checks": (),
        "codes": ("accuracy_by_layer", "cnn_codes", "linear_classifier"),
        "collector": ("collect_guitars",),
        "convolutional": (
            "class_map",
            "compare_with_crops",
            "grad_cam",
            "to_fully_convolutional",
        ),
        "datasets": (
            "Case",
            "Images",
            "load_case",
            "load_folder",
            "load_shifted",
            "split",
            "take",
        ),
        "digits": ("digit_images",),
        "demonstration": ("demonstration_network",),
        "filters": ("feature_maps", "filter_images", "maximize_activation"),
        "finetuning": ("Stage", "fit_cached", "layerwise_rates", "train_stages"),
        "freezing": ("freeze", "layer_table", "unfreeze"),
        "formula_images": ("fractal_images",),
        "gradients": ("with_gradients",),
        "guitars": ("guitar_images",),
        "heads": ("add_head", "cut", "replace_head", "reset_weights"),
        "learning_rate": ("find_learning_rate",),
        "measured_cases": ("measured_rule",),
        "experiments.measured_transfer": (
            "measured_transfer",
            "transfer_network",
            "transfer_task",
        ),
        "proof": ("prove_step",),
        "plots": (
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
        "plots_filters": ("show_activation", "show_feature_maps", "show_filters"),
        "plots_map": ("show_strategy_map",),
        "strategies": ("build", "choose_case", "strategy_table"),
        "splits": ("near_copies",),
        "study": ("copy_layers", "transfer_study"),
        "transferability": ("dataset_distance", "leep", "logme"),
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
