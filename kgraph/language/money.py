"""Sums of money in running text: "£1.5 million", "SEK 2,500,000", "half a million pounds", "between €1m and €2m" → amount, currency.

A quantity is money where a sign, code or name of a currency stands next to it. "Millions of pounds" gives no sum, and no currency is
invented: where the words leave it open ("9 million pesos") and no country is given, `currency` is None.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kgraph.language.currencies import CODES, COMMON_WORDS, FORMS, SIGNS, WORDLIKE, by_name
from kgraph.language.numbers import DASH, FIGURES, HYPHEN, SPACE, WORDS, figures, words


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at its offsets in the text, and as it is written there: `amount` in units of `currency` (ISO 4217).

    `upper` is the other end of a range.
    """

    start: int
    end: int
    amount: float
    currency: str | None
    upper: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with what stands beside it. `sign` and `name` are the currency's as written, before and after the number."""

    start: int
    end: int
    value: float
    scale: float
    sign: str = ""
    name: str = ""
    large: bool = False

    @property
    def amount(self) -> float:
        return round(self.value * self.scale, 6)


_SCALES = {
    "k": 1e3, "thousand": 1e3, "tsd.": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "million": 1e6, "millions": 1e6, "mio": 1e6,
    "mio.": 1e6, "millionen": 1e6, "milhões": 1e6, "millones": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "milliard": 1e9,
    "mrd": 1e9, "mrd.": 1e9, "milliarden": 1e9, "tn": 1e12, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
    "lakh crore": 1e12, "thousand crore": 1e10, "hundred": 1e2, "hundred thousand": 1e5, "hundred million": 1e8, "thousand million": 1e9,
}  # fmt: skip
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _any(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first."""
    return "|".join(re.escape(form).replace(r"\ ", SPACE) for form in sorted(forms, key=lambda form: (-len(form), form)))


_GROUPED = r"\d{1,3}(?: \d{3}){1,4}(?![\d,]|\.\d)"
_QUANTITY = re.compile(
    rf"(?<![\d.,:/])(?:"
    rf"(?P<part>(?i:(?<!\w)(?:half|(?P<quarter>(?:a{SPACE})?quarter{SPACE}of)){SPACE}an?))(?={SPACE}(?i:million|billion|trillion|crore|lakh))"
    rf"|(?P<figures>{_GROUPED}|{FIGURES})(?P<fraction>[½¼¾])?"
    rf"|(?<![\w-])(?P<words>{WORDS})"
    rf")(?P<mixed>(?i:{SPACE}and{SPACE}a{SPACE}half))?"
    rf"(?:(?:{SPACE}?|{HYPHEN})(?P<scale>(?i:{_any(_SCALES)}))(?!\w|[.,]\d|(?<=[kKbB]){HYPHEN}\d))?"
)
_SIGN = re.compile(rf"(?:(?<![\w$£€])(?:{_any(SIGNS)})|[$£€¥₹]|(?<![\w$])(?:{_any(CODES)}))(?={SPACE}{{0,2}}$)")
_NAME = re.compile(rf"(?:{SPACE}{{0,2}}|{HYPHEN})(?P<name>{_any([*FORMS, *CODES])})(?!\w)")
_PENCE = re.compile(rf"(?<![\w.,:/£$€-])(?:(?P<figures>\d{{1,2}})|(?P<words>{WORDS}))(?:p|{SPACE}?(?:pence|cents?))(?![\w/-])")
_FILM = re.compile(r"\s(?:video|footage|resolution|fps|film)\b")
_VAGUE = re.compile(r"(?i:\b(?:several|few|many|multi|couple of|tens of|hundreds of|some)[\s-]$)")
_WEIGHT_BEFORE = re.compile(r"(?i:\b(?:weigh\w*|payloads?(?: of)?|loads?(?: of)?|lift(?:s|ing)?|carry(?:ing)?)\b[^.;]{0,25}$)")
_WEIGHT_AFTER = re.compile(
    r"\s(?:of\s(?!damages|fines|funding)|in weight|heav|lighter|each and)|-?(?:\s[a-z-]+)?\s(?:drone|robot|bomb|machine|aircraft)"
)
_CONVERTED = re.compile(r"\((?:about|around|approximately|circa|c\.|some|roughly|nearly|equivalent to|or|~)?\s*$")
_TO = re.compile(rf"{SPACE}?{DASH}{SPACE}?|{SPACE}(?:to|and|or){SPACE}")


def find_money(text: str, country: str | None = None) -> list[Money]:
    """Sums in the order of the text.

    `country` (ISO 3166, two letters) says whose dollars, pounds, kroner or pesos are meant; without it dollars are American, pounds
    British and rupees Indian.
    """
    found = [_beside(text, match) for match in _QUANTITY.finditer(text)]
    quantities = _sharing(text, [quantity for quantity in found if quantity is not None])
    sums: list[Money] = []
    skip = False
    for first, second in itertools.zip_longest(quantities, quantities[1:]):
        if skip:
            skip = False
            continue
        joined = _range(text, first, second, country) if second is not None else None
        if joined is not None:
            skip = True
            sums.append(joined)
        elif _is_money(text, first):
            sums.append(Money(first.start, first.end, first.amount, _currency(first, country)))
    sums += _small_change(text, country)
    written = (replace(money, text=text[money.start : money.end]) for money in sums)
    return sorted(written, key=lambda money: money.start)


def find_sums(text: str, country: str | None = None) -> list[Money]:
    """Those with a currency, less those in brackets that say the same in another: "SEK 2,500,000 (about EUR 250,000)"."""
    return [money for money in find_money(text, country) if money.currency and not _CONVERTED.search(text[: money.start])]


def _beside(text: str, match: re.Match[str]) -> _Quantity | None:
    """The quantity with the currency written before or after it."""
    value = _value(text, match)
    if value is None:
        return None
    scale = _SCALES[re.sub(r"\s", " ", match["scale"].lower())] if match["scale"] else 1.0
    if match["words"] and (last := _SCALES.get(match["words"].split()[-1].lower(), 1.0)) <= value:
        value, scale = value / last, scale * last  # "one to two million": the scale belongs to both
    start, end = match.span()
    before = text[max(0, start - 12) : start]
    sign, name = _SIGN.search(before), _NAME.match(text, end)
    if sign is None and re.search(r"[^\W\d]$", before):
        return None  # "GunTrace2": the figures belong to a word
    if sign is not None:
        start -= len(before) - sign.start()
    if name is not None:
        end = name.end()
    if scale == 1.0 and match["figures"] and re.fullmatch(r"\d{1,3}\.\d{3}", match["figures"]):
        value *= 1000  # no sum is written with three decimals, so the full stop groups thousands
    large = bool(match["scale"]) or value * scale >= 10_000 or bool(match["figures"] and "," in match["figures"] and value >= 1000)
    return _Quantity(start, end, value, scale, sign.group() if sign else "", name["name"] if name else "", large)


def _sharing(text: str, quantities: Sequence[_Quantity]) -> list[_Quantity]:
    """ "30,000 and 45,000 euros": a large number before another takes the name of its currency too."""
    result = list(quantities)
    for index in range(len(result) - 2, -1, -1):
        first, second = result[index], result[index + 1]
        bare = first.large and not first.sign and not first.name
        if bare and second.name in FORMS and re.fullmatch(rf"{SPACE}(?:and|or){SPACE}", text[first.end : second.start]):
            result[index] = replace(first, name=second.name)
    return result


def _value(text: str, match: re.Match[str]) -> float | None:
    if match["part"]:
        return 0.25 if match["quarter"] else 0.5
    if match["figures"]:
        value = figures(match["figures"]) + _FRACTIONS.get(match["fraction"] or "", 0.0)
        return value + 0.5 if match["mixed"] else value
    number = words(match["words"])
    if number is None or _VAGUE.search(text[max(0, match.start() - 12) : match.start()]):
        return None
    if not match["mixed"]:
        return number
    return number * 1.5 if number >= 1000 else number + 0.5


def _is_money(text: str, quantity: _Quantity) -> bool:
    if quantity.sign in {"R", "RM", "Rp"} | WORDLIKE:
        return quantity.large
    if quantity.sign or not quantity.name:
        return bool(quantity.sign)
    if quantity.name in WORDLIKE:
        return quantity.large
    name = FORMS.get(quantity.name, "")
    if name == "pound":
        return quantity.large or not _weighs(text, quantity)
    if name in COMMON_WORDS and quantity.name == name:
        return quantity.large
    return name != "crown" or quantity.large


def _weighs(text: str, quantity: _Quantity) -> bool:
    """Pounds of weight: "weighing 55 pounds", "a 20-pound drone", "ten pounds of explosives"."""
    before, after = text[max(0, quantity.start - 50) : quantity.start], text[quantity.end : quantity.end + 40]
    return bool(_WEIGHT_BEFORE.search(before) or _WEIGHT_AFTER.match(after))


def _currency(quantity: _Quantity, country: str | None) -> str | None:
    for form in (quantity.name, quantity.sign):
        if form in CODES:
            return form
    sign = SIGNS.get(quantity.sign)
    if sign in {"dollar", "kr"}:
        # "$5 million Canadian dollars": the name says more than the sign.
        return by_name(quantity.name if quantity.name in FORMS else sign, country)
    return sign or by_name(quantity.name, country)


def _range(text: str, first: _Quantity, second: _Quantity, country: str | None) -> Money | None:
    """One sum with both its ends where the two quantities make a range: "£1m-£1.5m", "3 to 5 million euros", "between £1m and £2m"."""
    join = _TO.fullmatch(text, first.end, second.start) if first.end <= second.start else None
    if join is None or not (_is_money(text, first) or _is_money(text, second)):
        return None
    word = join.group().strip()
    before = text[max(0, first.start - 15) : first.start].lower()
    between = re.search(r"\bbetween\s+(?:about\s+)?$", before) is not None
    if (word == "and") != between or word == "or" or (word == "to" and re.search(r"\bfrom\s+$", before)):
        return None  # "rose from £1m to £2m" is no range
    if first.name or not (first.sign or second.name):
        if not (first.name and (second.name or second.sign)):
            return None
    elif not (second.sign or second.name or second.scale != 1.0 or (word not in {"to", "and"} and first.scale == 1.0)):
        return None
    if second.scale != 1.0 and first.scale == 1.0 and first.value < second.value:
        first = replace(first, scale=second.scale)
    known = [_currency(quantity, country) for quantity in (first, second) if quantity.sign or quantity.name]
    if first.amount >= second.amount or len(set(known)) != 1:
        return None
    return Money(first.start, second.end, first.amount, known[0], second.amount)


def _small_change(text: str, country: str | None) -> Iterable[Money]:
    for match in _PENCE.finditer(text):
        value = figures(match["figures"]) if match["figures"] else words(match["words"])
        if value is None or (match.group().endswith("p") and _FILM.match(text, match.end())):
            continue
        name = "dollars" if "cent" in match.group() else "pounds"
        yield Money(match.start(), match.end(), value / 100, by_name(name, country))
