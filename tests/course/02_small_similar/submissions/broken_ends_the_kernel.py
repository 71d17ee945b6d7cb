"""
kind = "broken"
about = "Ends the Python process in the middle; what was earned before counts."

[fails]
test_svm = "kernel stopped"
test_svm_linear = "an earlier cell stopped the notebook"
test_softmax = "an earlier cell stopped the notebook"
test_softmax_probabilities = "an earlier cell stopped the notebook"
test_scratch = "an earlier cell stopped the notebook"
test_scratch_random = "an earlier cell stopped the notebook"
test_scratch_trains = "an earlier cell stopped the notebook"
"""

# %% svm_predict
import os

def svm_predict(train_codes, train_labels, new_codes):
    os._exit(0)
