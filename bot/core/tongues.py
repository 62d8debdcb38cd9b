"""Which language somebody wrote in, where it is not English.

By script where that tells, otherwise by small words that each language cannot do without. It need not know
every language: what it does not know passes for English. But English, however it is spelt, must never pass
for another language.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

LEAST_LETTERS = 4
"""Of another script; fewer may be a name."""
LEAST_SHARE = 0.25
"""Of all letters, for a text to be in their script."""
LEAST_WORDS = 2
"""Different small words of a language that must be there."""
SPREAD = 8
"""Of so many words at least one is a small one."""

SCRIPTS = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}
"""By the first word of what Unicode calls a letter, the language that most people write in it."""

LETTERS = {
    "ar": (("ckb", "ڕڵۆێە"), ("ps", "ټډړږښځڅېۍ"), ("ur", "ٹڈڑںےہھ"), ("fa", "پچژگکی")),
    "ru": (("uk", "іїєґ"), ("bg", "ѫѣ")),
}
"""Letters that only one of the languages of a script has. The first that fits."""

SMALL_WORDS: Mapping[str, str] = {
    "cy": "mae yn ydy nid dydy fy ein ei mewn gyda ond hefyd ysgol plant rwy'n oes iawn wedi",
    "cs": "jsem jsou není které který když také protože naše jeho aby ale nebo máme syn dcera děti škola",
    "de": "der das ist nicht ich und mein meine wir haben für mit auf eine einen aber sehr kein schule sohn",
    "es": "el los las que por para con una mi hijo hija escuela pero muy está estoy tiene nos más ayuda"
    " necesito gracias",
    "fr": "le les des est une mon fils fille école pas pour dans avec nous vous mais très merci je suis"
    " n'est c'est aide",
    "hu": "nem hogy egy van iskola fiam lányom nagyon mert vagy segítség kérem az és",
    "it": "il che non mio figlio mia figlia scuola sono della con più perché grazie è gli molto ho aiuto",
    "lt": "mano yra ir kad sūnus dukra mokykla nėra labai ačiū bet reikia su",
    "nl": "het een niet mijn zoon dochter voor maar ook wij hebben naar zijn bedankt",
    "pl": "nie jest się że mój moja syn córka szkoła szkole dla ale jak czy bardzo dziękuję mam są po w na z"
    " moje dziecko pomoc potrzebuję proszę jestem",
    "pt": "não meu minha filho filha escola uma para com mas muito obrigado obrigada é está os que ajuda"
    " preciso",
    "ro": "nu este și să mea meu fiul fiica școala scoala pentru cu foarte mulțumesc multumesc ce care din"
    " copilul ajutor vă va rog am",
    "sk": "som nie je ktoré keď tiež pretože naše jeho aby ale alebo máme syn dcéra deti škola",
    "so": "waa iyo ma waxaan wiilkayga gabadhayda iskuulka dugsiga caawimaad mahadsanid ayaa ku leh badan"
    " ilmahayga",
    "sq": "nuk është dhe një për djali vajza shkolla shumë faleminderit kam jam fëmija ndihmë",
    "tr": "bir ve bu için çok değil oğlum kızım okul okulda ama teşekkürler var yok yardım istiyorum ne",
    "vi": "không là của và có cho tôi con trường học được rất cảm ơn",
}
"""None of them English, and none that English typing errors make."""

_ENGLISH = """
a about all an and any are as at be because been but by can cant can't could day did do does doesn't
dont don't for from get go got had has have he help her here him his how i i'm if im in is it it's
its just kid kids know like me more mum my need needs never no not now of off on one or our out
school she so some son still than thank thanks that the their them there they this time to told too
up us very want was we week well went were what when where which who why will with would year years
you your child children daughter
"""
ENGLISH_WORDS = frozenset(_ENGLISH.split())

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def guess_language(text: str) -> str | None:
    """The code of another language, as ISO 639 has it; None for English, and where nothing tells."""
    return _by_script(text) or _by_words(text)


def _by_script(text: str) -> str | None:
    letters = [sign for sign in text if sign.isalpha()]
    scripts = Counter(_script(sign) for sign in letters)
    foreign = {script: count for script, count in scripts.items() if script in SCRIPTS}
    together = sum(foreign.values())
    if together < LEAST_LETTERS or together < LEAST_SHARE * len(letters):
        return None
    if foreign.keys() & {"HIRAGANA", "KATAKANA"}:
        return "ja"
    language = SCRIPTS[max(foreign, key=lambda script: foreign[script])]
    return next((one for one, own in LETTERS.get(language, ()) if {*own} & {*text.lower()}), language)


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0].partition("-")[0]


def _by_words(text: str) -> str | None:
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    english = sum(word in ENGLISH_WORDS for word in words)
    best, most = None, 0
    for language, small in _SETS.items():
        found = [word for word in words if word in small]
        if len({*found}) >= LEAST_WORDS and len(found) > max(most, english):
            best, most = language, len(found)
    return best if most * SPREAD >= len(words) else None


_SETS = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}

LANGUAGES = frozenset({*SCRIPTS.values(), *SMALL_WORDS}) | {one for own in LETTERS.values() for one, _ in own}
"""All that it may find; each has its name in the messages, as `language_pl`."""
