"""
kind = "wrong"
about = "Scales new codes with their own mean and spread."

[fails]
test_svm_linear = "not with their own"
"""

# %% svm_predict
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

def svm_predict(train_codes, train_labels, new_codes):
    svm = LinearSVC(C=0.01).fit(StandardScaler().fit_transform(train_codes), train_labels)
    return svm.predict(StandardScaler().fit_transform(new_codes))
