"""Telephone clips with their truth, made from a seed: what the listener learns from and is judged on.

Nothing here runs while Filon works. It needs espeak-ng, and flite for some English voices.
"""
