"""What a file says of how texts become fewer when nobody answers: after how long, and never the other way round."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from nudges.core.values import Quiet
from nudges.library import door
from nudges.library.yaml import told

USUAL = Quiet()


class QuietPart(BaseModel):
    """The steps of a silence; what is not written is as usual."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    halve_after: Annotated[
        int, BeforeValidator(told(door.whole_number(1, 28, "a number of days with an open question")))
    ] = USUAL.halve_after
    weekly_after: Annotated[int, BeforeValidator(told(door.whole_number(7, 90, "a number of days")))] = (
        USUAL.weekly_after
    )
    last_after: Annotated[int, BeforeValidator(told(door.whole_number(14, 365, "a number of days")))] = USUAL.last_after

    def as_quiet(self) -> Quiet:
        """Return the steps."""
        return Quiet(halve_after=self.halve_after, weekly_after=self.weekly_after, last_after=self.last_after)


def _in_order(part: QuietPart) -> QuietPart:
    """Return the steps, or raise the mistake that a later one comes before an earlier one."""
    steps = (part.halve_after, part.weekly_after, part.last_after)
    if not steps[0] < steps[1] < steps[2]:
        what = f"halve_after {steps[0]}, weekly_after {steps[1]} and last_after {steps[2]} are not in this order"
        hint = "each step comes later than the one before, as in 4, 14 and 42: silence only ever brings fewer texts"
        raise PydanticCustomError("told", "{what}", {"what": what, "hint": hint})
    return part


Steps = Annotated[QuietPart, AfterValidator(_in_order)]
