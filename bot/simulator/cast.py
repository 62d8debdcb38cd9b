"""The example people. All of them are invented."""

from bot.simulator.state import Person

_SHOWN = (
    (1001, "Amira", "parent"),
    (1002, "Gethin", "parent"),
    (1003, "Folake", "parent"),
    (1004, "Zofia", "parent"),
    (1011, "Teo", "young person"),
    (1012, "Mabli", "young person"),
    (1021, "Rosalind", "coordinator"),
    (1031, "Imran", "officer"),
    (1041, "Deirdre", "safeguarding lead"),
    (1042, "Kwame", "safeguarding lead"),
)
_CROWD = (
    "Aled", "Bronwen", "Chidi", "Danuta", "Eilidh", "Farah", "Gwilym", "Hana", "Ifeoma", "Jonas",
    "Katya", "Lowri", "Mehmet", "Nadia", "Oisin", "Priya", "Quentin", "Rhian", "Samir", "Tomasz",
    "Ursula", "Vikram", "Winnie", "Xanthe", "Yusuf", "Zainab", "Cerys", "Dilip", "Esme", "Ffion",
)  # fmt: skip
_FIRST_OF_CROWD = 2001
_YOUNG_IN_CROWD = 5  # every fifth or so is a young person


def everybody() -> list[Person]:
    return shown_people() + crowd_people()


def shown_people() -> list[Person]:
    return [Person(number, name, part) for number, name, part in _SHOWN]


def crowd_people() -> list[Person]:
    return [
        Person(
            _FIRST_OF_CROWD + place,
            name,
            "young person" if place % _YOUNG_IN_CROWD == 0 else "parent",
            shown=False,
        )
        for place, name in enumerate(_CROWD)
    ]


def ids_of(part: str) -> list[int]:
    """Who plays the coordinator, the officer, the safeguarding leads (for a demonstration's settings)."""
    return [number for number, _, its_part in _SHOWN if its_part == part]
