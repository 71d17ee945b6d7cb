"""
kind = "broken"
about = "Ends the Python process in one function, which costs that exercise alone: the others are examined in a fresh process."

[fails]
test_svm = "kernel stopped"
test_svm_linear = "kernel stopped"
"""

# %% svm_predict
import os

def svm_predict(train_codes, train_labels, new_codes):
    os._exit(0)
