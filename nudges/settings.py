"""What the environment says: every setting, in one place."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from nudges.core.problem import Problem

WRONG = {
    "home": ("names no home", "name a folder, such as ~/nudges"),
    "program": ("is too long", "20 characters at most"),
    "port": ("is not a port", "use a whole number from 0 to 65535"),
    "public_url": ("is not an address", "write it like https://nudges.example.org"),
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


class Settings(BaseSettings):
    """Settings by environment variable, each with the prefix NUDGES_; an empty one is as good as none."""

    model_config = SettingsConfigDict(env_prefix="NUDGES_", env_ignore_empty=True, extra="ignore", frozen=True)

    home: Annotated[Path, BeforeValidator(_expanded)] = Field(
        default_factory=lambda: user_data_path("nudges"), description="the data folder"
    )
    store: str = Field(default="tinydb:", description="where books are kept")
    gateway: str = Field(default="phone", description="how texts leave")
    program: str = Field(default="Nudges", max_length=20, description="who the texts are from, in the opt-in text")
    host: str = Field(default="127.0.0.1", description="the address `nudges serve` listens on")
    port: int = Field(default=8765, ge=0, le=65535, description="the port `nudges serve` listens on")
    public_url: Annotated[str, AfterValidator(_address)] = Field(
        default="", description="the address people reach this server by, for links to reports"
    )


def read_settings() -> Settings:
    """Return the settings of this process, or raise Problem naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        what, hint = WRONG.get(name, ("cannot be", "see nudges help settings"))
        raise Problem(f"NUDGES_{name.upper()}: '{first['input']}' {what}", hint=hint) from None
