"""Explorers: images in a notebook that answer a slider. Each has a plain function beside it.

    tlkit.explore_freezing(case.backbone, case)                   # in print: show_layers
    tlkit.explore_filters(case.backbone, case.test.images[0])     # show_feature_maps, ...
    tlkit.explore_sizes(model, image, case.class_names)           # show_class_map
    tlkit.explore_cases()                                         # choose_case

They are made of plain ipywidgets, for JupyterLab, Notebook 7, VS Code and Colab.

An explorer is a module here, of the controls in `_controls`, and its name a line in
`tlkit/__init__.pyi`; that is all that another one takes.
"""
