"""
kind = "wrong"
about = "Trains scikit-learn's SVC as it comes, whose kernel is not linear."

[fails]
test_svm_linear = "is your SVM linear?"
"""

# %% svm_predict
from sklearn.svm import SVC

def svm_predict(train_codes, train_labels, new_codes):
    return SVC().fit(train_codes, train_labels).predict(new_codes)
