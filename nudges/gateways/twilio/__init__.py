"""Texts by Twilio: `gateway.TwilioGateway` sends, hears and asks; `config.TwilioConfig` says with which account."""
