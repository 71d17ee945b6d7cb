"""How a test judges a student's answers: two processes and the messages between them.

The judge runs the tests, the student's process the answers; `protocol` declares what they say to
each other. This is the only part of the grader that works with Keras and tlkit.
"""
