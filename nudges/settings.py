"""What the environment says: every setting, in one place."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from nudges.core.problem import Problem


class Settings(BaseSettings):
    """Settings by environment variable, each with the prefix NUDGES_."""

    model_config = SettingsConfigDict(env_prefix="NUDGES_", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("nudges"), description="the data folder")
    store: str = Field(default="tinydb:", description="where books are kept")
    gateway: str = Field(default="phone", description="how texts leave")
    program: str = Field(default="Nudges", max_length=20, description="who the texts are from, in the opt-in text")
    host: str = Field(default="127.0.0.1", description="the address `nudges serve` listens on")
    port: int = Field(default=8765, ge=0, le=65535, description="the port `nudges serve` listens on")
    public_url: str = Field(default="", description="the address people reach this server by, for links")


def read_settings() -> Settings:
    """Return the settings of this process, or raise Problem naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"NUDGES_{'_'.join(str(part) for part in first['loc'])}".upper()
        raise Problem(f"{name}: {first['msg'].lower()}", hint="see nudges help settings") from None
