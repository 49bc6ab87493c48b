"""How long a dialogue waits, how often it tries, and when it has lasted long enough."""

from __future__ import annotations

PATIENCE_S = 4.0
THINKING_S = 8.0
"""After « voyons… » they may think for longer."""

QUIET_HOLD_S = 30.0
"""After « ne quittez pas » without music, for so long."""

HOLD_S = 90.0
"""With music."""

INTERRUPTS_S = 0.4
"""What they say over our sentence for so long makes us fall silent."""

LONGEST_S = 180.0
"""Of the whole dialogue; then thanks."""

LAST_WORDS_S = 15.0
"""And so long after that it is over, whatever happens."""

SENTENCE_S = 30.0
"""No sentence of ours and no utterance of theirs lasts longer."""

MOST_SENTENCES = 20
SILENCES = 2
TELLINGS = 2
"""How often the disclosure is begun: once more when it was cut."""

LETTERS_A_SECOND = 14.0
MOSTLY = 0.7
"""A question of which this share was said may have been answered already."""
