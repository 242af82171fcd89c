"""What the environment says: every setting, in one place."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from nudges.core.problem import Problem

WRONG = {
    "home": ("names no home", "name a folder, such as ~/nudges"),
    "program": ("is too long", "20 characters at most"),
    "port": ("is not a port", "use a whole number from 0 to 65535"),
    "public_url": ("is not an address", "write it like https://nudges.example.org"),
    "twilio_api": ("is not an address", "write it like http://127.0.0.1:4010"),
    "android_url": ("is not an address", "write it like http://192.168.1.20:8080"),
    "inbound": ("is neither push nor poll", "poll is for those whom no provider can call"),
    "poll_seconds": ("is not a number of seconds", "use 5 to 600; 20 is usual"),
    "rate": ("is not a number of segments a second", "1 is usual for a long number"),
    "timer": ("is neither apscheduler nor procrastinate", "procrastinate is for several workers on PostgreSQL"),
    "log": ("is neither json, console nor auto", "auto is plain at a terminal and JSON elsewhere"),
    "keep_words_days": ("is not a number of days", "1 or more; without it words are kept"),
    "budget_zone": ("is not a time zone", "write it like America/Los_Angeles"),
}
"""For each setting that can be wrong by itself, in what way, and what to try."""


def _expanded(path: object) -> object:
    """Return a path with `~` as the folder it stands for."""
    try:
        return Path(path).expanduser() if isinstance(path, str | Path) else path
    except RuntimeError as error:
        raise ValueError(path) from error


def _address(url: str) -> str:
    if url:
        parts = urlsplit(url)
        _ = parts.port  # asked for because this is what complains about one that is no number
        if parts.scheme not in {"http", "https"} or not parts.hostname or " " in url or parts.query or parts.fragment:
            raise ValueError(url)
    return url


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(name)
    return name


class Settings(BaseSettings):
    """Settings by environment variable, each with the prefix NUDGES_; an empty one is as good as none."""

    model_config = SettingsConfigDict(
        env_prefix="NUDGES_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    home: Annotated[Path, BeforeValidator(_expanded)] = Field(
        default_factory=lambda: user_data_path("nudges"), description="the data folder"
    )
    store: str = Field(default="tinydb:", description="where books are kept")
    gateway: str = Field(default="phone", description="how texts leave")
    program: str = Field(default="Nudges", max_length=20, description="who the texts are from, in the opt-in text")
    host: str = Field(default="127.0.0.1", description="the address `nudges serve` listens on")
    port: int = Field(default=8765, ge=0, le=65535, description="the port `nudges serve` listens on")
    public_url: Annotated[str, AfterValidator(_address)] = Field(
        default="", description="the address people and providers reach this server by"
    )
    timer: Literal["apscheduler", "procrastinate"] = Field(
        default="apscheduler", description="what wakes people: one process, or jobs for many workers"
    )
    log: Literal["auto", "json", "console"] = Field(default="auto", description="how `nudges serve` logs")
    operator_token: SecretStr = Field(
        default=SecretStr(""), description="what opens the operator's page from another machine"
    )
    inbound: Literal["push", "poll"] = Field(default="push", description="whether a provider calls, or is asked")
    poll_seconds: int = Field(default=20, ge=5, le=600, description="how often it is asked, in seconds")
    rate: float = Field(default=1.0, gt=0, le=1000, description="segments a second that may leave by a carrier")
    price: float = Field(default=0.0125, ge=0, le=100, description="what a segment costs, for budgets")
    budget_day: float | None = Field(default=None, ge=0, description="money that may be spent in a day")
    budget_month: float | None = Field(default=None, ge=0, description="money that may be spent in a month")
    texts_day: int | None = Field(default=None, ge=0, description="segments that may leave in a day")
    texts_month: int | None = Field(default=None, ge=0, description="segments that may leave in a month")
    budget_zone: Annotated[str, AfterValidator(_zone)] = Field(default="UTC", description="where a budget's days begin")
    keep_words_days: int | None = Field(
        default=None, ge=1, le=36500, description="for how many days what people wrote is kept"
    )
    twilio_account_sid: str = Field(default="", validation_alias="TWILIO_ACCOUNT_SID", description="the account")
    twilio_auth_token: SecretStr = Field(
        default=SecretStr(""), validation_alias="TWILIO_AUTH_TOKEN", description="its token; two while one is replaced"
    )
    twilio_from: str = Field(default="", validation_alias="TWILIO_FROM", description="the number texts come from")
    twilio_messaging_service_sid: str = Field(
        default="", validation_alias="TWILIO_MESSAGING_SERVICE_SID", description="or the service they come from"
    )
    twilio_api: Annotated[str, AfterValidator(_address)] = Field(
        default="", description="another API address, for tests"
    )
    android_url: Annotated[str, AfterValidator(_address)] = Field(
        default="", description="the address of the phone's app"
    )
    android_user: str = Field(default="", description="its user")
    android_password: SecretStr = Field(default=SecretStr(""), description="its password")
    android_key: SecretStr = Field(default=SecretStr(""), description="the key that signs its calls")
    android_region: str = Field(
        default="US", min_length=2, max_length=2, description="of numbers without a country code"
    )

    @property
    def signing_tokens(self) -> tuple[str, ...]:
        """The tokens that may sign a call of Twilio's; the first signs ours."""
        return tuple(each.strip() for each in self.twilio_auth_token.get_secret_value().split(",") if each.strip())


def read_settings() -> Settings:
    """Return the settings of this process, or raise Problem naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        what, hint = WRONG.get(name, ("cannot be", "see nudges help settings"))
        raise Problem(f"{variable(name)}: '{first['input']}' {what}", hint=hint) from None


def variable(name: str) -> str:
    """Return the environment variable of a setting.

    >>> variable("home"), variable("twilio_from")
    ('NUDGES_HOME', 'TWILIO_FROM')
    """
    field = Settings.model_fields.get(name)
    alias = field.validation_alias if field is not None else None
    return alias if isinstance(alias, str) else f"NUDGES_{name.upper()}"
