"""Whether carriers let our texts through: as far as Twilio says, and as the last texts tell."""

from datetime import datetime

from nudges.cli.checks import Check
from nudges.cli.lane_checks import Evidence, moment
from nudges.cli.twilio_account import NoAnswer, Number, Pool, TwilioAccount
from nudges.gateways.lane import Broken

UNREGISTERED = frozenset({30032, 30034})
"""What a text ends with whose sender is a toll-free number that is not verified, or a local one without a campaign."""

NAME = "registration"
APPROVED, REJECTED = "TWILIO_APPROVED", "TWILIO_REJECTED"
WAIT = "wait: until then carriers refuse each text"
VERIFY = "submit the toll-free verification in the Twilio console; it takes some business days"
REGISTER = "register a brand and a campaign (A2P 10DLC) in the Twilio console, and put the number into its service"


def registration(
    account: TwilioAccount, number: Number | None, pool: Pool | None, seen: Evidence, broken: Broken | None
) -> Check:  # fmt: skip
    """Return what is known of the registration: the last texts know best, then Twilio."""
    failed = [(bad.at, bad.code) for bad in seen.bad if bad.code in UNREGISTERED]
    if broken is not None and broken.code in UNREGISTERED:
        failed.append((broken.since, broken.code))
    last = max(seen.arrived, default=None)
    if failed and (last is None or max(failed)[0] > last):
        return _refused(*max(failed))
    found = _known(account, number, pool)
    if last is None or not found.do:
        return found
    says, do = f"a text arrived on {moment(last)}", "" if found.well else found.do
    return Check(name=NAME, well=True, says=says if found.well else f"{says}, but {found.says}", do=do)


def _refused(at: datetime, code: int | None) -> Check:
    from nudges.gateways.twilio.codes import table

    known = table()[code or 0]
    return Check(name=NAME, well=False, says=f"carriers refused a text on {moment(at)}: {known.means}", do=known.do)


def _known(account: TwilioAccount, number: Number | None, pool: Pool | None) -> Check:
    """Return what Twilio says of the sender; of one in a pool it is the first number there that counts."""
    phone = number.phone if number else pool.phones[0] if pool and pool.phones else ""
    match _kind(phone):
        case "toll-free":
            return _toll_free(account, number or account.number(phone))
        case "local":
            return _campaign(pool)
        case _:
            return Check(name=NAME, well=True, says="no registration in the United States is needed for this sender")


def _kind(phone: str) -> str:
    """Return which rules of the United States hold for a number.

    >>> _kind("+18885550100"), _kind("+12025550123"), _kind("+447700900123")
    ('toll-free', 'local', '')
    """
    import phonenumbers

    try:
        parsed = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return ""
    if parsed.country_code != 1:
        return ""
    free = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.TOLL_FREE
    return "toll-free" if free or phone[2:5] in TOLL_FREE else "local"


TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
"""Those of them that are kept free for tests are no toll-free numbers to the library."""


def _toll_free(account: TwilioAccount, number: Number | None) -> Check:
    try:
        status = account.verification(number) if number else None
    except NoAnswer as refused:  # not every account may ask
        says = f"how far the toll-free verification is cannot be asked: {refused.what}"
        return Check(name=NAME, well=True, says=says, do="look at it in the Twilio console")
    if status == APPROVED:
        return Check(name=NAME, well=True, says="the toll-free number is verified")
    if status is None:
        return Check(name=NAME, well=False, says="no verification of the toll-free number was submitted", do=VERIFY)
    if status == REJECTED:
        do = "see in the Twilio console why, mend it and submit it again"
        return Check(name=NAME, well=False, says="the verification of the toll-free number was rejected", do=do)
    says = f"the verification of the toll-free number is on its way ({status.lower().replace('_', ' ')})"
    return Check(name=NAME, well=False, says=says, do=WAIT)


def _campaign(pool: Pool | None) -> Check:
    if pool is None:
        says = (
            "a local number reaches phones in the United States only by a registered campaign, and it is in no service"
        )
        return Check(name=NAME, well=True, says=says, do=f"if you text to the United States, {REGISTER}")
    if not pool.registered:
        says = (
            f"the messaging service {pool.name} has no registered campaign, so carriers in the United States refuse it"
        )
        return Check(name=NAME, well=False, says=says, do=REGISTER)
    return Check(name=NAME, well=True, says=f"the messaging service {pool.name} has a registered campaign")
