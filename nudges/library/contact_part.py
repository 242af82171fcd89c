"""How a file writes one of somebody's own people: as a name alone, or with what is known of them."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from nudges.core.values import Contact
from nudges.library import people
from nudges.library.yaml import told


def _contact(value: Any) -> Any:
    """Read one of someone's people, who may be written as a name alone."""
    return {"name": value} if isinstance(value, str) else value


class ContactPart(BaseModel):
    """One of their own people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, BeforeValidator(told(people.name))]
    share: Annotated[str, BeforeValidator(told(people.share))] = ""
    every: Annotated[int | None, BeforeValidator(told(people.every))] = None
    phone: Annotated[str, BeforeValidator(told(people.number))] = ""

    def as_contact(self) -> Contact:
        """Return them."""
        return Contact(name=self.name, share=self.share, every=self.every, phone=self.phone)


Someone = Annotated[ContactPart, BeforeValidator(_contact)]
