"""How every form is drawn: label, control, help, error, in the order that screen readers expect."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """FORM_RENDERER: `{{ form }}` and `{{ form.email.as_field_group }}` with the house's field.

    Widgets come from Django's own templates, which needs "django.forms" in INSTALLED_APPS after this app.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
