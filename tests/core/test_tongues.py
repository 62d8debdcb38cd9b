"""Which language somebody wrote in."""

import pytest

from bot.core.tongues import ENGLISH_WORDS, LANGUAGES, SMALL_WORDS, guess_language
from tests.shipped import shipped_content


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Mój syn nie chce chodzić do szkoły i nikt nam nie pomaga"),
        ("pl", "szkola nie odpowiada na moje maile, bardzo prosze o pomoc, nie wiem jak"),
        ("ro", "Fiul meu nu are transport la scoala de trei saptamani"),
        ("es", "Mi hija no tiene ayuda en la escuela y estoy muy cansada"),
        ("pt", "O meu filho não tem transporte para a escola"),
        ("fr", "Mon fils n'est pas aidé dans son école"),
        ("de", "Mein Sohn hat keine Hilfe und ich weiß nicht weiter"),
        ("it", "Mio figlio non va più a scuola"),
        ("tr", "Oğlum okulda yardım almıyor, bu çok zor"),
        ("lt", "Mano sūnus nenori eiti, labai reikia pagalbos"),
        ("hu", "A fiam nem kap segítséget, nagyon félek"),
        ("so", "Wiilkayga iskuulka ma aado, waxaan u baahanahay caawimaad"),
        ("sq", "Djali im nuk ka ndihmë në shkollë"),
        ("cy", "Mae fy mab yn cael amser caled yn yr ysgol"),
        ("vi", "Con tôi không được học"),
        ("nl", "Mijn zoon gaat niet meer naar school"),
        ("cs", "Náš syn není ve škole, protože nemáme pomoc, ale když"),
        ("ar", "ابني لا يريد الذهاب إلى المدرسة"),
        ("ur", "میرا بیٹا اسکول نہیں جاتا"),
        ("fa", "پسرم به مدرسه نمی‌رود"),
        ("ps", "زما زوی ښوونځي ته نه ځي"),
        ("ckb", "کوڕەکەم ناچێتە قوتابخانە"),
        ("bn", "আমার ছেলে স্কুলে যায় না"),
        ("pa", "ਮੇਰਾ ਪੁੱਤਰ ਸਕੂਲ ਨਹੀਂ ਜਾਂਦਾ"),
        ("gu", "મારો દીકરો શાળાએ જતો નથી"),
        ("hi", "मेरा बेटा स्कूल नहीं जाता"),
        ("ta", "என் மகன் பள்ளிக்குச் செல்வதில்லை"),
        ("zh", "我儿子不去上学"),
        ("ja", "息子が学校に行きません"),
        ("ko", "아들이 학교에 가지 않아요"),
        ("ru", "Мой сын не ходит в школу"),
        ("uk", "Мій син не ходить до школи"),
        ("el", "Ο γιος μου δεν πάει σχολείο"),
        ("he", "הבן שלי לא הולך לבית הספר"),
        ("am", "ልጄ ትምህርት ቤት አይሄድም"),
        ("ar", "Hello, ابني لا يريد الذهاب إلى المدرسة please help"),
    ],
)
def test_another_language_is_recognised(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "she wont go to school, 6 weeks now",
        "hes bin excludid agen and no one tells me nothin",
        "the bus is late every day",
        "Thank you!",
        "help",
        "EHCP",
        "my sons senco is called Małgorzata Wiśniewska and shes brilliant",
        "Our driver José is so kind, gracias to him",
        "we met at the café, très nice",
        "das a problem innit, mi son dont like it",
        "no transport. no reply. no help.",
        "Our helper Анна is so kind to him",
        "wen r u openin da youth club agen? la la la",
        "Son has a plan, but the die is cast",
        "123 456",
        "",
        "Transport late again. Children crying. School useless. Nobody replies. Angry parents everywhere.",
        "it is in a mess and i am at the end of it",
        "On the one hand he is fine, on the other he is not",
        "I van do it",
        "me me me",
    ],
)
def test_english_however_it_is_spelt_is_english(text: str) -> None:
    assert guess_language(text) is None


def test_every_language_has_its_name_in_the_messages() -> None:
    messages = shipped_content().messages

    assert [one for one in sorted(LANGUAGES) if f"language_{one}" not in messages] == []


def test_no_small_word_of_another_language_is_an_english_one() -> None:
    assert {word for words in SMALL_WORDS.values() for word in words.split()} & ENGLISH_WORDS == set()
