"""What a verdict rests on, worded: one sentence for each fact that the listener names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

Fact = Mapping[str, Any]


def sentence(fact: Fact) -> str:
    """The fact in the reader's language; a fact of a newer listener is told by its name."""
    say = SENTENCES.get(str(fact.get("name", "")))
    return say(_number(fact)) if say else _("Indice « %(name)s »") % {"name": fact.get("name", "")}


def moment(fact: Fact) -> str:
    """The second of the call at which it was known."""
    at = fact.get("at")
    return number_format(float(at), decimal_pos=1) if isinstance(at, int | float) else ""


def _number(fact: Fact) -> dict[str, str]:
    value = fact.get("value")
    number = float(value) if isinstance(value, int | float) else 0.0
    return {"s": number_format(number, decimal_pos=1), "hz": f"{number:.0f}"}


SENTENCES: dict[str, Callable[[dict[str, str]], str]] = {
    "beep_after_speech": lambda v: _("Un bip de %(hz)s Hz après la parole") % v,
    "no_beep": lambda _v: _("Pas de bip de messagerie"),
    "first_utterance": lambda v: _("Une première phrase de %(s)s s") % v,
    "no_speech": lambda _v: _("Personne ne parle"),
    "silence_after_speech": lambda v: _("%(s)s s de silence après la parole : à nous de parler") % v,
    "speaks_on": lambda _v: _("On parle encore, sans attendre de réponse"),
    "silence": lambda v: _("%(s)s s de silence") % v,
    "repeats_itself": lambda _v: _("Le même message se répète"),
    "words_come_back": lambda _v: _("Des mots reviennent, dits de la même façon"),
    "nothing_repeats": lambda _v: _("Rien ne se répète"),
    "rhythm_of_phrases": lambda _v: _("Le rythme des phrases"),
    "voice_variation": lambda _v: _("Les variations de la voix"),
    "speech_in_all": lambda v: _("%(s)s s de parole en tout") % v,
    "tones": lambda v: _("%(s)s s de tonalités") % v,
    "no_tones": lambda _v: _("Aucune tonalité"),
    "line_noise": lambda _v: _("Le bruit de la ligne"),
    "words_heard": lambda _v: _("Ce qui est dit, reconnu au son des mots"),
    "only_music": lambda v: _("Rien que de la musique pendant %(s)s s") % v,
    "only_silence": lambda v: _("%(s)s s de silence") % v,
    "only_ringback": lambda v: _("Rien que des sonneries pendant %(s)s s") % v,
    "fax_answer_tone": lambda v: _("La tonalité d’un fax qui répond, à %(hz)s Hz") % v,
    "fax_calling_tone": lambda v: _("La tonalité d’un fax qui appelle, à %(hz)s Hz") % v,
    "special_information_tones": lambda _v: _("Les trois notes qui annoncent un numéro non attribué"),
    "probe_answered": lambda _v: _("À notre question, quelqu’un a répondu"),
    "probe_stopped": lambda _v: _("À notre question, la voix s’est arrêtée"),
    "probe_went_on": lambda _v: _("Notre question n’a pas interrompu la voix"),
    "probe_silent": lambda _v: _("Notre question est restée sans réponse"),
    "busy_cadence": lambda _v: _("La tonalité d’occupation"),
}
