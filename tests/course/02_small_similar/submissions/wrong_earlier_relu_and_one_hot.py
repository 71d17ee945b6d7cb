"""
kind = "wrong"
about = "Names an earlier ReLU; returns the SVM instead of what it says; all or nothing."

[fails]
test_code_layer = "After 'conv_pw_12_relu' the network goes on"
test_svm = ""
test_svm_linear = ""
test_softmax_probabilities = "are these probabilities?"
"""

# %% code_layer
code_layer = "conv_pw_12_relu"

# %% svm_predict
from sklearn.svm import LinearSVC

def svm_predict(train_codes, train_labels, new_codes):
    return LinearSVC(C=0.01).fit(train_codes, train_labels)

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    model = LogisticRegression(max_iter=2000).fit(train_codes, train_labels)
    return np.eye(train_labels.max() + 1)[model.predict(new_codes)]
