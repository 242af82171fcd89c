"""What people answer to a plan that asks in steps, and how our questions are named."""

from datetime import datetime

from nudges.core.facts.base import Recorded

STEP = "step/"
"""How the ids of our questions begin: `step/<plan>/<conversation>/<place>`, with `/again` where one is asked anew."""

AGAIN = "/again"


def step_id(plan: str, conversation: str, place: int) -> str:
    """Return the id of the message that asks a step; a conversation has the id of the reply that began it.

    >>> step_id("fact-or-story", "SM1", 2)
    'step/fact-or-story/SM1/2'
    """
    return f"{STEP}{plan}/{conversation}/{place}"


def talk_of(message: str) -> str | None:
    """Return the plan and the conversation that a question belongs to, or None for any other message.

    >>> talk_of("step/fact-or-story/SM1/2/again"), talk_of("answer/SM1/done")
    ('fact-or-story/SM1', None)
    """
    if not message.startswith(STEP):
        return None
    return message.removeprefix(STEP).removesuffix(AGAIN).rpartition("/")[0]


class Stepped(Recorded, frozen=True, kw_only=True, tag="stepped"):
    """The person answered a step, the one at a `place` of its plan; one that was passed has none of the three.

    `dropped` is when the words were.
    """

    plan: str
    conversation: str
    step: str
    place: int
    source: str
    words: str | None = None
    number: int | None = None
    choice: str | None = None
    dropped: datetime | None = None

    @property
    def key(self) -> str:
        return f"stepped/{self.plan}/{self.conversation}/{self.place}"

    @property
    def passed(self) -> bool:
        """Whether nothing was answered."""
        return self.words is None and self.number is None and self.choice is None and self.dropped is None


class Offered(Recorded, frozen=True, kw_only=True, tag="offered"):
    """A step's question was put once more, behind the answer to an order that came in between."""

    plan: str
    conversation: str
    place: int
    source: str

    @property
    def key(self) -> str:
        return f"offered/{self.plan}/{self.conversation}/{self.place}"
