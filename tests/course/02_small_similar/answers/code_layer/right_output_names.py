# about: asks the functional model for the name of its output
code_layer = case.backbone.output_names[0]
