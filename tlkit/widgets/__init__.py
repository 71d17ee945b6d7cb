"""Explorers: images in a notebook that answer a slider. Each has a plain function beside it.

    tlkit.explore_freezing(case.backbone, case)                   # in print: show_layers
    tlkit.explore_filters(case.backbone, case.test.images[0])     # show_feature_maps, ...
    tlkit.explore_sizes(model, image, case.class_names)           # show_class_map
    tlkit.explore_cases()                                         # choose_case

They are made of plain ipywidgets, for JupyterLab, Notebook 7, VS Code and Colab.
"""

from tlkit.widgets.cases import explore_cases
from tlkit.widgets.filters import explore_filters
from tlkit.widgets.freezing import explore_freezing
from tlkit.widgets.sizes import explore_sizes

__all__ = ["explore_cases", "explore_filters", "explore_freezing", "explore_sizes"]
