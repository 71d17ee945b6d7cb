"""
kind = "wrong"
about = "Freezes a copy; names the convolution; scores for classes; each class on its own."

[fails]
test_freeze_all = "Still trainable: conv_1"
test_freeze_statistics = "the model you are given"
test_code_layer = "'conv_pw_13' is not a ReLU"
test_svm = "return one class for each row of new_codes"
test_svm_linear = "return one class for each row of new_codes"
test_softmax = "each row adds up to 1"
test_softmax_probabilities = "each row adds up to 1"
"""

# %% freeze_all
def freeze_all(model):
    model = keras.models.clone_model(model)
    model.trainable = False
    return model

# %% code_layer
code_layer = "conv_pw_13"

# %% svm_predict
from sklearn.svm import LinearSVC

def svm_predict(train_codes, train_labels, new_codes):
    svm = LinearSVC(C=0.01).fit(train_codes, train_labels)
    return svm.decision_function(new_codes)

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    model = LogisticRegression(max_iter=2000).fit(train_codes, train_labels)
    return 1 / (1 + np.exp(-model.decision_function(new_codes)))
