"""The cues: what a rubric's questions need to know besides the speech acts. Each language's file knows them all."""

from __future__ import annotations

from typing import Literal, get_args

CustomerCue = Literal[
    "feeling",  # shows anger, worry or distress
    "trouble",  # reports a wait, a failure or harm
    "complains",  # voices a complaint, or wants to make one
    "frail",  # is elderly or disabled, by their own words
    "confused",  # did not understand, or is lost
    "machine",  # meets a machine or an app
    "cash",  # asks for cash, or to be served by a person
    "asks_why",  # asks why, what a thing means or how it is done
    "asks_when",  # asks when, or how long
    "was_refused",  # reports having been refused
    "account",  # wants an account acted on or looked up
    "others_account",  # asks about an account of somebody who is not there
    "ordinary",  # an everyday transaction, paying in included
    "wants_product",  # wants to invest, or asks for a product
    "fraud_sign",  # says what a victim of fraud says
    "fraud_hint",  # what only together with another hint is a sign of fraud
    "settled",  # has what was needed
    "leaves",  # says goodbye, thanks for all, or walks out
]

TraineeCue = Literal[
    "polite",  # please, thank you, an honorific you
    "warm",  # kin terms, endearments, softeners and small kindnesses, as dialect is courteous
    "curt",  # an order, a bare no, a plain you where an honorific is due
    "clarifies",  # asks a question that narrows down the need
    "states_rule",  # puts the rule forward
    "several_steps",  # gives more than one instruction at once
    "checks",  # asks whether the customer follows, sees or is comfortable
    "forces_machine",  # leaves the customer no way but the machine, or refuses cash
    "offers_person",  # a person, a counter or paper, in words the speech act may miss
    "explains",  # says why, how or what it is, in words the speech act may miss
    "declines",  # does not do what was asked, in words the speech act may miss
    "probes",  # asks who called or who told the customer to do it
    "offers_way",  # another way to get there, in words the speech act may miss
    "follows_up",  # promises something for later
    "takes_on",  # says “I will”, “leave it to me”
    "passes_on",  # sends the customer elsewhere
    "acts_on_account",  # does or looks up something on an account
    "settles",  # says that it is done
    "presses",  # questions an ordinary customer, or humiliates them
    "sells",  # recommends a product
    "asks_risk",  # asks what loss the customer could bear
    "asks_horizon",  # asks for how long the money can stay
    "states_risk",  # says that it may lose
    "states_fees",  # says what it costs
    "explains_recording",  # says that the sale is recorded
    "discloses",  # gives figures of somebody who is not there
    "carries_out",  # hands over or sends the money
    "forbidden",  # a phrase that service standards forbid
    "farewell",  # ends the conversation
    "sees_off",  # asks for other needs, or says what comes next or where to come with it
    "about_a_thing",  # calls a machine names, and not a person
    "own_money",  # says that the customer's own money or its interest is all there
    "own_account",  # tells the customer what is on their own account, or has come in
    "no_promise",  # says that it cannot be promised
    "keypad",  # brings the keypad or turns it round, so that the customer enters the PIN unseen
    "minds_frailty",  # speaks to somebody old or disabled as such
]

CUSTOMER_CUES: tuple[CustomerCue, ...] = get_args(CustomerCue)
TRAINEE_CUES: tuple[TraineeCue, ...] = get_args(TraineeCue)
