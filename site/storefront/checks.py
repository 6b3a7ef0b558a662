"""Checks that stop a start with a sentence."""
