"""Values and rules: plans, words, facts and a moment become more facts.

Nothing here reads a clock, a file or a network.
"""
