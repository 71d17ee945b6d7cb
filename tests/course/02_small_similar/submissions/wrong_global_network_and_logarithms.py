"""
kind = "wrong"
about = "Freezes the network of the first check; a number for a name; trained pictures; logarithms."

[fails]
test_freeze_all = "Still trainable: conv_1"
test_freeze_statistics = "the model you are given"
test_code_layer = "code_layer is -1"
test_svm = "return one class for each row of new_codes"
test_svm_linear = "return one class for each row of new_codes"
test_softmax = "each row adds up to 1"
test_softmax_probabilities = "A probability is never negative"
"""

# %% freeze_all
def freeze_all(model):
    for layer in case.backbone.layers:
        layer.trainable = False

# %% code_layer
code_layer = -1

# %% svm_predict
from sklearn.svm import LinearSVC

def svm_predict(train_codes, train_labels, new_codes):
    svm = LinearSVC(C=0.01).fit(train_codes, train_labels)
    return svm.predict(train_codes)

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    softmax = LogisticRegression(max_iter=2000).fit(train_codes, train_labels)
    return softmax.predict_log_proba(new_codes)
