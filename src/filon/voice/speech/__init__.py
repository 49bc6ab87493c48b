"""Words out of sound and sound out of words: recognisers and voices behind two small protocols."""
