"""Benchmarks beside what a user would pick instead, as ratios of one run."""
