"""
kind = "wrong"
about = "Solved the first exercise and no other."
base = "blank"

[fails]
question_mushrooms = ""
test_codes_shape = "Not solved yet"
test_codes_values = "Not solved yet"
test_codes_alone = "Not solved yet"
test_code_layer = "code_layer is None, which is no layer's name"
test_svm = "Not solved yet"
test_svm_linear = "Not solved yet"
test_softmax = "Not solved yet"
test_softmax_probabilities = "Not solved yet"
test_scratch = "Not solved yet"
test_scratch_random = "Not solved yet"
test_scratch_trains = "Not solved yet"
"""

# %% freeze_all
def freeze_all(model):
    for layer in model.layers:
        layer.trainable = False
