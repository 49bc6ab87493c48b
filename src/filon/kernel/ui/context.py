"""What the shell around every page needs, computed only when a template prints it."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from filon.kernel.ui import navigation
from filon.kernel.ui.panels import Panels

THEMES = {"light", "dark"}
DENSITIES = {"compact"}
account_panels = Panels()
"""What rooms show at the head of the personal area's menu: place "main", the user as subject."""


class Shell:
    """The frame of one request's page: theme, density, menus, who is signed in."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def theme(self) -> str:
        """ "light", "dark" or "" (the system's). The cookie, which the menu sets at once, wins over the profile."""
        chosen = self.request.COOKIES.get("theme") or getattr(self._user, "theme", "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def density(self) -> str:
        chosen = self.request.COOKIES.get("density", "")
        return chosen if chosen in DENSITIES else ""

    @cached_property
    def groups(self) -> list[navigation.Group]:
        return navigation.groups(self.request, navigation.SIDEBAR)

    @cached_property
    def settings(self) -> list[navigation.Group]:
        return navigation.groups(self.request, navigation.SETTINGS)

    @cached_property
    def account(self) -> list[navigation.Group]:
        return navigation.groups(self.request, ("account",))

    @cached_property
    def account_parts(self) -> list[SafeString | str]:
        return account_panels.render(self.request, self._user)["main"]

    @cached_property
    def settings_url(self) -> str:
        return self.settings[0].links[0].url if self.settings else ""

    @cached_property
    def in_settings(self) -> bool:
        return any(link.current for group in self.settings for link in group.links)

    @cached_property
    def tabs(self) -> list[navigation.Link]:
        """The phone's tab bar: the first entries of the menu."""
        return [link for group in self.groups for link in group.links][: navigation.TAB_BAR]

    @cached_property
    def gos(self) -> list[navigation.Link]:
        """Pages with a `g` shortcut, for the help sheet."""
        return [link for group in self.groups for link in group.links if link.key]

    @cached_property
    def languages(self) -> list[tuple[str, str]]:
        return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]

    @cached_property
    def logout_url(self) -> str:
        return _optional("account_logout")

    @cached_property
    def notices_url(self) -> str:
        """The flag's page, when a room has one under the route name `notices:list`."""
        return _optional("notices:list")

    @cached_property
    def notice_toast_url(self) -> str:
        """What an open page asks when there is a new notice."""
        return _optional("notices:toast")

    @cached_property
    def photo_url(self) -> str:
        photo = getattr(self._user, "photo", None)
        return photo.url if photo else ""

    @property
    def _user(self) -> object:
        return getattr(self.request, "user", None)


def ui(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `ui` in every template."""
    return {"ui": Shell(request)}


def _optional(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
