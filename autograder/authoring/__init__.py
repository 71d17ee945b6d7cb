"""What an author does with a unit: start it, release it, and check that its tests are any good."""
