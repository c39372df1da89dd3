"""What stands with capitals in English and is nobody: places, and houses that bear a name."""

import re

from lms.platform.privacy.lexicon import lexicon

# What ends the name of a street, a firm, an office or a thing, wherever it stands in the name.
_KIND = re.compile(
    r"(?:Road|Street|Avenue|Lane|Square|Park|Plaza|Strand|Bridge|Bay|Beach|Harbour|Harbor|Bund|Port|Pier|Terminal|"
    r"Centrale|Estate|Village|Town|Society|Association|Union|Club|Commission|Council|Committee|Authority|Bureau|"
    r"Ministry|Department|Agency|Office|Court|Tribunal|Embassy|Consulate|Foundation|Trust|Institute|College|Academy|"
    r"Church|Temple|Mosque|Clinic|Pharmacy|Laboratories|Consultants|Consulting|Advisory|Advisers|Partners|Associates|"
    r"Holdings|Industries|Technologies|Technology|Systems|Solutions|Services|Logistics|Shipping|Trading|Traders|"
    r"Imports|Exports|Plastics|Textiles|Garments|Foods|Toys|Tools|Toolmaking|Furniture|Electronics|Machinery|Motors|"
    r"Ventiltechnik|Cafe|Café|Restaurant|Bakery|Kitchen|Noodles|Coffee|Bistro|Bar|Salon|Studio|Hostel|Inn|Resort|"
    r"Capital|Securities|Insurance|Assurance|Life|Investments|Savings|Pay|Wallet|Fund|GmbH|AG|SA|BV|Pte|Sdn|LLC|LLP|"
    r"PLC|plc|Corp|Corporation|Stores|Supermarket|Market|Press|News|Times|Post|Airways|Railway|Metro|Festival)"
)
_HOSPITAL_AFTER = re.compile(
    r"['’]?s? (?:hospital|branch|sub-branch|office|outlet|airport|station|police|road|street|district|campus|ward|"
    r"cemetery|portfolio|market|mall|university|college|school)\b|(?: \w+){0,2} branch\b"
)
_WHERE = re.compile(
    r"\b(?:in|near|outside|into|around|via|within|across|towards|throughout|inside|reach|visiting|visit|border in|"
    r"(?:live|lives|lived|work|works|worked|study|studies|studying|arrived|stuck|stranded|branch|office|counter|lobby|"
    r"lobbies|machine|ATM|station) (?:in|at|on|from))(?: the)? $"
)
_ROADS = frozenset({"Road", "Street", "Avenue", "Square", "Plaza", "Society", "Council", "Commission", "Ltd"})
_CAPITAL_BEFORE = re.compile(r"[A-Z]\w+ (?:and |& )?$")
_OF_SOMEBODY = re.compile("['’]s? |['’]s?$")
_PLACES = lexicon().words["english_places"]
# Those that are first names as well count where somebody is or goes.
_NAMES_TOO = lexicon().words["english_places_and_names"]
_TO_A_PLACE = re.compile(r"\b(?:in|at|near|to|from|outside|of|for|via|leave|left|through) $")


def is_place(text: str, start: int, end: int) -> bool:
    """Tell whether what stands with capitals is a place, a firm or an office, and no person.

    Args:
        text: in plain characters.
        start: of its first word.
        end: of its last.
    """
    said, before = text[start:end], text[max(0, start - 24) : start]
    if said in _PLACES:
        return said not in _NAMES_TOO or _TO_A_PLACE.search(before) is not None
    words = said.split(" ")
    called = words[0] in lexicon().first and words[-1] not in _ROADS
    if not called and (len(words) > 1 or _CAPITAL_BEFORE.search(before)) and _KIND.fullmatch(words[-1]):
        return True
    if _HOSPITAL_AFTER.match(text, end) and not _OF_SOMEBODY.match(text, end):
        return _TO_A_PLACE.search(before.removesuffix("your ").removesuffix("the ")) is not None
    following = text[end : end + 24].split(" ")
    if len(following) > 1 and not following[0] and _KIND.fullmatch(following[1].strip(".,;:!?")):
        return True
    return _WHERE.search(before) is not None and not _OF_SOMEBODY.match(text, end)
