"""Everything that the environment decides, read and checked once.

Names start with `FILON_`; `DATABASE_URL` and `PORT` are also understood because hosting platforms set them. `HOST` is
not: shells set it to the machine's name.
"""

from __future__ import annotations

import os
import re
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from filon.config.words import InvalidEnvironment, either

CHECKOUT = Path(__file__).resolve().parents[3]
"""The folder that holds `pyproject.toml`; what is built from the sources goes to its `var/`."""

SMTP_OFFSET = 25
IMAP_OFFSET = 143
SIP_OFFSET = 60
"""The sandbox listens beside the web port (8000 → 8025, 8143 and, for calls, 8060), so that two copies never meet."""

FERNET_KEY = re.compile(r"[\w-]{43}=")
HIGHEST_PORT = 65535 - IMAP_OFFSET
MAKE_A_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
LEAST_KEY_BYTES = 32
"""A key that others could guess signs nothing; 32 bytes are those of the hash under it."""


class Environment(BaseSettings):
    """The settings of one Filon, whichever process reads them."""

    model_config = SettingsConfigDict(env_prefix="FILON_", extra="ignore", populate_by_name=True)

    data: Path = CHECKOUT / "var" / "data"
    build: Path = CHECKOUT / "var"
    debug: bool = False
    secret_key: SecretStr | None = None
    secret_keys: Annotated[list[SecretStr], NoDecode] = []
    fingerprint_key: SecretStr | None = None
    """Named when several machines share one database; else each is a file of the data folder (`keys.py`)."""
    public_url: str = ""
    allowed_hosts: Annotated[list[str], NoDecode] = []
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=HIGHEST_PORT, validation_alias=AliasChoices("FILON_PORT", "PORT"))
    web_workers: int = Field(default=1, ge=1, le=64)
    worker_concurrency: int = Field(default=4, ge=1, le=64)
    database_url: str = Field(default="", validation_alias=AliasChoices("FILON_DATABASE_URL", "DATABASE_URL"))
    owner_database_url: str = ""
    direct_database_url: str = ""
    as_owner: bool = False
    pool_size: int = Field(default=12, ge=0, le=200)
    test_template: str = ""
    smtp_url: SecretStr | None = None
    mail_from: str = "Filon <filon@filon.example>"
    log_level: str = "INFO"
    support_email: str = ""
    open_workspaces: bool = True
    webhook_networks: Annotated[list[IPv4Network | IPv6Network], NoDecode] = []
    trunk_networks: Annotated[list[IPv4Network | IPv6Network], NoDecode] = []
    directory_networks: Annotated[list[IPv4Network | IPv6Network], NoDecode] = []
    recogniser: SecretStr | None = None
    voice: SecretStr | None = None
    """Their addresses may hold keys."""
    register_url: str = "https://recherche-entreprises.api.gouv.fr"
    sirene_url: str = "https://api.insee.fr/api-sirene/3.11"
    sirene_key: SecretStr | None = None
    credits_metered: bool = False
    credits_light: int = Field(default=1, ge=0, le=1000)
    credits_full: int = Field(default=3, ge=0, le=1000)
    sample: bool = True

    @field_validator(
        *("allowed_hosts", "secret_keys", "webhook_networks", "trunk_networks", "directory_networks"), mode="before"
    )
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("secret_keys")
    @classmethod
    def _fernet(cls, value: list[SecretStr]) -> list[SecretStr]:
        if not all(FERNET_KEY.fullmatch(key.get_secret_value()) for key in value):
            raise ValueError(
                either(
                    fr="attendu : une ou plusieurs clés Fernet, séparées par des virgules, la plus récente d’abord",
                    en="expected: one or more Fernet keys, separated by commas, the newest first",
                )
            )
        return value

    @field_validator("secret_key", "fingerprint_key")
    @classmethod
    def _long(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value().encode()) < LEAST_KEY_BYTES:
            raise ValueError(
                either(
                    fr=f"trop courte : il faut au moins {LEAST_KEY_BYTES} octets tirés au hasard ; {MAKE_A_KEY}",
                    en=f"too short: at least {LEAST_KEY_BYTES} random bytes; {MAKE_A_KEY}",
                )
            )
        return value

    @field_validator("webhook_networks", "trunk_networks", "directory_networks", mode="wrap")
    @classmethod
    def _networks(cls, value: object, read: ValidatorFunctionWrapHandler) -> list[IPv4Network | IPv6Network]:
        try:
            found: list[IPv4Network | IPv6Network] = read(value)
        except ValueError:
            raise ValueError(
                either(
                    fr="attendu : des réseaux séparés par des virgules, comme 10.1.0.0/16",
                    en="expected: networks separated by commas, such as 10.1.0.0/16",
                )
            ) from None
        return found

    @field_validator("database_url", "owner_database_url", "direct_database_url")
    @classmethod
    def _postgresql(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"postgresql", "postgres"} or not urlsplit(value).path.strip("/")):
            raise ValueError(
                either(
                    fr="attendu : postgresql://utilisateur:mot-de-passe@serveur:5432/base",
                    en="expected: postgresql://user:password@server:5432/database",
                )
            )
        return value

    @field_validator("support_email")
    @classmethod
    def _mail_address(cls, value: str) -> str:
        name, at, domain = value.strip().partition("@")
        if value and not (name and at and "." in domain):
            raise ValueError(either(fr="attendu : une adresse e-mail", en="expected: an email address"))
        return value.strip()

    @field_validator("public_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/")):
            raise ValueError(
                either(
                    fr="attendu : https://filon.exemple.fr, sans chemin",
                    en="expected: https://filon.example.com, no path",
                )
            )
        return value.rstrip("/")

    @field_validator("register_url", "sirene_url")
    @classmethod
    def _service(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.username):
            raise ValueError(
                either(
                    fr="attendu : l’adresse d’un service, comme https://api.exemple.fr/v1, ou rien",
                    en="expected: the address of a service, such as https://api.example.com/v1, or nothing",
                )
            )
        return value.rstrip("/")

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError(
                either(fr="attendu : DEBUG, INFO, WARNING ou ERROR", en="expected: DEBUG, INFO, WARNING or ERROR")
            )
        return value.upper()

    @field_validator("data", "build")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @model_validator(mode="after")
    def _no_sample_in_public(self) -> Environment:
        """The passwords of the sample workspace are published: unless asked for, it is made for this machine only."""
        if "sample" not in self.model_fields_set:
            self.sample = not self.exposed
        return self

    @property
    def exposed(self) -> bool:
        """Whether others than this machine may reach Filon, as far as its settings tell."""
        names = [self.host, urlsplit(self.public_url).hostname or "", *self.allowed_hosts]
        return not all(is_loopback(name) for name in names if name)

    @property
    def address(self) -> str:
        """The address people type: the public one, else the one listened on."""
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 compared, not bound
        return self.public_url or f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether people reach Filon over TLS; then cookies are Secure and browsers are told to insist."""
        return self.public_url.startswith("https://")

    @property
    def embedded(self) -> bool:
        """Whether Filon runs its own PostgreSQL, because no address of one was given."""
        return not self.database_url

    def make_data_folder(self) -> None:
        """Ours alone; but when root lends the database to another account, that one must get through to its own."""
        self.data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)

    @property
    def sandbox_smtp_port(self) -> int:
        return self.port + SMTP_OFFSET

    @property
    def sandbox_imap_port(self) -> int:
        return self.port + IMAP_OFFSET

    @property
    def switchboards_port(self) -> int:
        """UDP, where the practice switchboards take calls."""
        return self.port + SIP_OFFSET


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine and no other."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


@cache
def environment() -> Environment:
    """Read the environment once per process; raise `InvalidEnvironment` naming every fault."""
    try:
        found = Environment()
    except ValidationError as error:
        raise InvalidEnvironment(_sentences(error)) from None
    if found.database_url and not found.owner_database_url and found.as_owner:
        raise InvalidEnvironment(
            either(
                fr="FILON_OWNER_DATABASE_URL : à renseigner avec le rôle propriétaire des tables, autre que celui de "
                "DATABASE_URL.",
                en="FILON_OWNER_DATABASE_URL: set it to the role that owns the tables, another than the one of "
                "DATABASE_URL.",
            )
        )
    return found


def _sentences(error: ValidationError) -> str:
    head = either(fr="Réglages à corriger dans l’environnement :", en="Settings to correct in the environment:")
    return "\n".join([head, *(f"  {_name(fault['loc'])} : {_reason(fault)}" for fault in error.errors())])


def _name(location: tuple[int | str, ...]) -> str:
    """The variable that holds the faulty value: the one that is set, of those that name the same setting."""
    told = str(location[0])
    for field, info in Environment.model_fields.items():
        alias = info.validation_alias
        names = [str(each) for each in alias.choices] if isinstance(alias, AliasChoices) else [f"FILON_{field.upper()}"]
        if told in {field, *names}:
            return next((name for name in names if name in os.environ), names[0])
    return told


def _reason(fault: ErrorDetails) -> str:
    limits = fault.get("ctx", {})
    if fault["type"] == "int_parsing":
        return either(fr="attendu : un nombre entier", en="expected: a whole number")
    if fault["type"] == "greater_than_equal":
        return either(fr=f"au moins {limits['ge']}", en=f"at least {limits['ge']}")
    if fault["type"] == "less_than_equal":
        return either(fr=f"au plus {limits['le']}", en=f"at most {limits['le']}")
    if fault["type"] == "bool_parsing":
        return either(fr="attendu : 1 ou 0", en="expected: 1 or 0")
    return fault["msg"].removeprefix("Value error, ")
