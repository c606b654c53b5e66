"""Makers of test data: plain functions, nothing random, nothing that surprises."""
