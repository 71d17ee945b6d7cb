"""
kind = "wrong"
about = "Scales the training codes, and leaves the new ones as they are; freezes layers by their names."

[fails]
test_freeze_all = "Still trainable: head_predictions"
test_freeze_statistics = "this was a training step on another model, of layers of several types"
test_svm_linear = "scale new codes as you scale the training codes"
test_softmax_probabilities = "All new codes get the same class"
"""

# %% freeze_all
def freeze_all(model):
    for layer in model.layers:
        if "conv" in layer.name or "bn" in layer.name:
            layer.trainable = False

# %% svm_predict
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

def svm_predict(train_codes, train_labels, new_codes):
    svm = LinearSVC(C=0.01).fit(StandardScaler().fit_transform(train_codes), train_labels)
    return svm.predict(new_codes)

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    softmax = LogisticRegression(C=0.1, max_iter=1000)
    softmax.fit(StandardScaler().fit_transform(train_codes), train_labels)
    return softmax.predict_proba(new_codes)
