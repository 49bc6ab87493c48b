"""How the addresses of providers are told in the log of the workspace."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from filon.tenants import audit

audit.ICONS["call_hook"] = "phone-missed"
audit.say("call_hook.created", gettext_lazy("%(actor)s a créé l’adresse d’appels manqués « %(target)s »"))
audit.say("call_hook.deleted", gettext_lazy("%(actor)s a supprimé l’adresse d’appels manqués « %(target)s »"))
