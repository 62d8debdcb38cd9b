"""What in people's words could point to somebody, masked before anybody reads them.

It finds what looks like a phone number, an email address, a link or the name of an account, a postcode,
an NHS or National Insurance number, a case number, and a date of birth with the name beside it. A name
alone, a school or a street it cannot tell from other words: a person reads each text.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

OPEN, CLOSE = "⟦", "⟧"
"""Around the kind of what was masked: ⟦phone⟧. What people type themselves is never taken for one."""


class Found(StrEnum):
    EMAIL = "email"
    LINK = "link"
    BIRTH = "birth"
    NUMBER = "number"
    PHONE = "phone"
    POSTCODE = "postcode"
    WORDS = "words"
    """What a person who read the text pointed to."""


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?i:\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:{_YEAR}|\d\d)|{_YEAR}-\d{{1,2}}-\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR})(?!\d)"
)
_BORN = r"(?i:\bd\.?\s?o\.?\s?b\b\.?|\bdates? of birth\b|\bbirthda(?:te|y)\b|\bborn\b)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŤŢŪŮŰŲŴŶŹŻŽА-ЯЁ]"
_DAYS = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
_NAME = rf"\b{_DAYS}{_CAPITAL}[\w'’-]+(?:\s+{_CAPITAL}[\w'’-]+){{0,3}}"
_BETWEEN = r"(?:[\s,:;()\[\]–-]|\b(?:is|was|on|the|and|who)\b){0,20}"
_REFERENCE = (
    r"\b(?:case|ref(?:erence)?|claim|file|client|patient|pupil|hospital|ehcp?|upn|urn|nhs|tribunal|appeal)"
)
_CALLED = r"(?:[\s.]*\b(?:no|num|number|id|ref|reference)\b\.?|\s*#){1,3}"
_LONG = rf"(?!{_YEAR}(?![\w/-]))(?=(?:[\w/-]*\d){{4}})"

_RULES = (
    (Found.EMAIL, r"(?<![\w.+'-])[\w.+'-]++\s?@\s?[\w-]+(?:\.[\w-]+)+"),
    (
        Found.EMAIL,
        r"(?<![\w.+-])(?i:[\w.+-]++\s*+[\[(]\s*at\s*[\])]\s*[\w-]+(?:\s*[\[(]\s*dot\s*[\])]\s*\w+|\.\w+)+)",
    ),
    (Found.LINK, r"(?i:https?://|www\.)\S+|\b(?i:facebook|instagram|tiktok|t)\.(?:com|me)/\S+"),
    (Found.LINK, r"(?<![\w.@])@\w{3,}"),
    (Found.BIRTH, rf"{_NAME}{_BETWEEN}{_BORN}{_BETWEEN}{_DATE}"),
    (Found.BIRTH, rf"{_BORN}{_BETWEEN}{_DATE}"),
    (Found.BIRTH, rf"{_NAME}\s*[,:(–-]\s*{_DATE}\)?"),
    (
        Found.NUMBER,
        rf"(?i:{_REFERENCE}{_CALLED}\s*(?:is\b)?[\s:]*(?=[\w/-]*\d[\w/-]*\d)\w+(?:[/-]\w+)*(?:\s\d{{3,4}}\b)*)",
    ),
    (Found.NUMBER, rf"(?i:{_REFERENCE}\b[\s:.]*{_LONG}\w+(?:[/-]\w+)*(?:\s\d{{3,4}}\b)*)"),
    (Found.NUMBER, r"(?i:\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b)"),
    (Found.NUMBER, r"(?<![\d+£$€.,])\b\d{3}[ -]\d{3}[ -]\d{4}\b"),
    (Found.PHONE, r"(?<![\w£$€.,])(?:\+\s?\d|\(?0)(?:[\s().-]{0,2}\d){8,12}(?!\d)"),
    (Found.PHONE, r"(?<![\w£$€.,])7\d{3}\s?\d{3}\s?\d{3}(?!\d)"),
    (Found.POSTCODE, r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}\b"),
    (Found.POSTCODE, r"\b[a-z]{2}\d[a-z\d]?\s{0,2}\d[abd-hjlnp-uw-z]{2}\b"),
    (Found.POSTCODE, r"\b[a-zA-Z]\d[a-z\d]?\s{0,2}\d(?!(?:st|nd|rd|th)\b)[abd-hjlnp-uw-z]{2}\b"),
    (Found.NUMBER, r"\b[A-Z]{1,4}[-/]?\d{5,}(?:[-/]\w+)*\b|\b[A-Z]{1,4}/\d{2,}(?:[-/]\w+)*\b"),
    (Found.NUMBER, r"(?<![\d£$€.,])\b\d{7,}\b(?![.,]\d)"),
    (Found.NUMBER, rf"\b{_YEAR}[-/]\d{{3,}}\b(?![-/])"),
)

_NOT_NAMES = frozenset(
    {
        *(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "christmas",
            "easter",
        ),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december", "english", "i'm", "i've", "i'd", "i'll", "i’m", "i’ve", "i’d", "i’ll"),
        *("year", "local", "offer", "covid", "telegram", "zoom", "teams"),
    }
)


def mask(text: str) -> str:
    """The text with each thing that was found put as its kind, such as ⟦phone⟧."""
    masked = text.replace(OPEN, "[").replace(CLOSE, "]")
    for found, rule in _COMPILED:
        masked = rule.sub(f"{OPEN}{found}{CLOSE}", masked)
    return masked


_COMPILED = tuple((found, re.compile(rule)) for found, rule in _RULES)
_MASK = re.compile(rf"{OPEN}([a-z]+){CLOSE}")


def kinds_found(text: str) -> tuple[Found, ...]:
    """What there is in a text that would be masked, each kind once."""
    return tuple(dict.fromkeys(Found(hit) for hit in _MASK.findall(mask(text))))


def mask_words(text: str, words: Iterable[str]) -> str:
    """The text without these words, wherever they stand, in capitals or not. Masks stay as they are."""
    wanted = sorted({" ".join(one.split()) for one in words} - {""}, key=len, reverse=True)
    if not wanted:
        return text
    each = "|".join(r"\s+".join(map(re.escape, one.split())) for one in wanted)
    rule = re.compile(rf"{_MASK.pattern}|(?<!\w)(?:{each})(?!\w)", re.IGNORECASE)
    return rule.sub(lambda hit: hit[0] if hit[1] else f"{OPEN}{Found.WORDS}{CLOSE}", text)


def say_masked(text: str, names: Mapping[Found, str]) -> str:
    """A masked text with the words that stand for each kind."""
    return _MASK.sub(lambda hit: names[Found(hit[1])], text)


def name_like(text: str, most: int) -> tuple[str, ...]:
    """Words that may be names, in the order in which they come first: a capital within a sentence. Those that
    stand beside each other are one, such as "Tiny Tots"."""
    found: list[str] = []
    end = -1
    for word in re.finditer(rf"(?<=[\w,;:()–-] ){_CAPITAL}[^\W\d_]+(?:['’-]\w+)*", _MASK.sub("", text)):
        if word[0].casefold() not in _NOT_NAMES and not word[0].isupper():
            if word.start() == end + 1 and word.string[end] == " ":
                found[-1] = f"{found[-1]} {word[0]}"
            else:
                found.append(word[0])
            end = word.end()
    return tuple(dict.fromkeys(found))[:most]
