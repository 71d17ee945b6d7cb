"""
kind = "right"
about = "Short ways: the whole model's trainable, a pooling layer, a linear kernel, from_config."
"""

# %% freeze_all
def freeze_all(model):
    model.trainable = False

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    x = backbone.get_layer(layer_name).output
    pooled = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(backbone.inputs, pooled).predict(images)

# %% code_layer
code_layer = case.backbone.layers[-1].name

# %% svm_predict
from sklearn.svm import SVC

def svm_predict(train_codes, train_labels, new_codes):
    return SVC(kernel="linear").fit(train_codes, train_labels).predict(new_codes)

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    model = LogisticRegression(max_iter=5000)
    model.fit(train_codes, train_labels)
    return model.predict_proba(new_codes)

# %% from_scratch
def from_scratch(backbone):
    model = keras.Model.from_config(backbone.get_config())
    model.trainable = False
    model.trainable = True
    return model
