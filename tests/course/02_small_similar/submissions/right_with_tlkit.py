"""
kind = "right"
about = "Lets tlkit do it all."
"""

# %% freeze_all
def freeze_all(model):
    tlkit.freeze(model)

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    return tlkit.cnn_codes(backbone, images, layer=layer_name)

# %% code_layer
code_layer = "conv_pw_13_relu"

# %% svm_predict
def svm_predict(train_codes, train_labels, new_codes):
    return tlkit.linear_classifier(train_codes, train_labels, kind="svm").predict(new_codes)

# %% softmax_predict
def softmax_predict(train_codes, train_labels, new_codes):
    svm = tlkit.linear_classifier(train_codes, train_labels, kind="softmax")
    return svm.predict_proba(new_codes)

# %% from_scratch
def from_scratch(backbone):
    model = keras.models.clone_model(backbone)
    tlkit.unfreeze(model)
    tlkit.reset_weights(model, seed=7)
    return model
