"""What runs in started processes: the only part of the grader that imports Keras and tlkit.

It imports nothing of the rest of `autograder`, which a sandbox does not even show.
"""
