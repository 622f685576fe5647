"""Signs, codes and names of currencies → ISO 4217.

A name that several countries share ("dollars", "kroner", "pesos") is settled by the country that is meant; where that is not known,
the default stands, and where there is no sensible default the currency stays unknown rather than guessed.
"""

from __future__ import annotations

SIGNS: dict[str, str] = {
    "US$": "USD", "$US": "USD", "U.S.$": "USD", "USD$": "USD", "CA$": "CAD", "C$": "CAD", "Can$": "CAD", "CDN$": "CAD", "CAD$": "CAD",
    "AU$": "AUD", "A$": "AUD", "AUD$": "AUD", "NZ$": "NZD", "NZD$": "NZD", "BZ$": "BZD", "F$": "FJD", "N$": "NAD", "Bds$": "BBD",
    "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "J$": "JMD", "TT$": "TTD", "EC$": "XCD", "Z$": "ZWL", "£": "GBP",
    "€": "EUR", "¥": "JPY", "CN¥": "CNY", "RMB": "CNY", "₹": "INR", "Rs.": "INR", "Rs": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₪": "ILS", "₦": "NGN", "₫": "VND", "฿": "THB", "₴": "UAH", "₱": "PHP", "KSh": "KES", "Ksh": "KES", "KSh.": "KES", "USh": "UGX",
    "TSh": "TZS", "SFr.": "CHF", "SFr": "CHF", "Fr.": "CHF", "GH₵": "GHS", "zł": "PLN", "Kč": "CZK", "kr.": "kr", "kr": "kr", "Kr": "kr",
    "Kr.": "kr", "$": "dollar", "R": "ZAR", "RM": "MYR", "Rp": "IDR",
}  # fmt: skip
"""Signs that stand before the number. The values "kr" and "dollar" are names of NAMES, which need a country."""

CODES = frozenset(
    {
        "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB",
        "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP",
        "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF",
        "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK",
        "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN",
        "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF",
        "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP",
        "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR",
        "ZMW", "ZWL",
    }
)  # fmt: skip
WORDLIKE = frozenset({"ALL", "AMD", "BAM", "BIF", "COP", "CUP", "GEL", "LAK", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"})
"""Codes that are words, firms or events as well; they need a large number beside them."""

NAMES: dict[str, tuple[str | None, dict[str, str]]] = {
    # name: (default, by country)
    "dollar": (
        "USD",
        {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "SG": "SGD", "TW": "TWD", "JM": "JMD", "TT": "TTD", "BB": "BBD",
         "BS": "BSD", "BZ": "BZD", "FJ": "FJD", "GY": "GYD", "NA": "NAD", "ZW": "ZWL", "LC": "XCD", "AG": "XCD", "GD": "XCD", "DM": "XCD",
         "KN": "XCD", "VC": "XCD", "BN": "BND", "LR": "LRD", "KY": "KYD", "BM": "BMD"},
    ),
    "pound": ("GBP", {"GB": "GBP", "UK": "GBP", "EG": "EGP", "LB": "LBP", "SY": "SYP", "SD": "SDG", "SS": "SSP", "GI": "GIP"}),
    "euro": ("EUR", {}),
    "kr": (None, {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "FO": "DKK", "GL": "DKK"}),
    "krone": (None, {"NO": "NOK", "DK": "DKK", "FO": "DKK", "GL": "DKK"}),
    "krona": ("SEK", {"SE": "SEK", "IS": "ISK"}),
    "crown": (None, {"CZ": "CZK", "SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"}),
    "koruna": ("CZK", {"CZ": "CZK"}),
    "franc": (
        None,
        {"CH": "CHF", "LI": "CHF", "CD": "CDF", "RW": "RWF", "BI": "BIF", "SN": "XOF", "CI": "XOF", "ML": "XOF", "BJ": "XOF", "TG": "XOF",
         "BF": "XOF", "NE": "XOF", "CM": "XAF", "GA": "XAF", "TD": "XAF", "CG": "XAF", "PF": "XPF", "NC": "XPF", "DJ": "DJF", "GN": "GNF"},
    ),
    "rupee": ("INR", {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR"}),
    "peso": (None, {"MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "PH": "PHP", "UY": "UYU", "DO": "DOP", "CU": "CUP"}),
    "shilling": (None, {"KE": "KES", "UG": "UGX", "TZ": "TZS", "SO": "SOS"}),
    "dinar": (None, {"RS": "RSD", "KW": "KWD", "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD", "LY": "LYD", "BH": "BHD"}),
    "dirham": ("AED", {"AE": "AED", "MA": "MAD"}),
    "riyal": (None, {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"}),
    "lira": ("TRY", {"TR": "TRY"}),
    "ruble": ("RUB", {"RU": "RUB", "BY": "BYN"}),
    "leu": ("RON", {"RO": "RON", "MD": "MDL"}),
    "escudo": (None, {"CV": "CVE"}),
    "lev": ("BGN", {}), "zloty": ("PLN", {}), "forint": ("HUF", {}), "rand": ("ZAR", {}), "yen": ("JPY", {}), "yuan": ("CNY", {}),
    "won": ("KRW", {"KP": "KPW"}), "shekel": ("ILS", {}), "hryvnia": ("UAH", {}), "naira": ("NGN", {}),
    "reais": ("BRL", {}), "cedi": ("GHS", {}), "baht": ("THB", {}), "ringgit": ("MYR", {}), "rupiah": ("IDR", {}), "taka": ("BDT", {}),
    "sterling": ("GBP", {}),
    "US dollar": ("USD", {}), "Canadian dollar": ("CAD", {}), "Australian dollar": ("AUD", {}), "New Zealand dollar": ("NZD", {}),
    "Hong Kong dollar": ("HKD", {}), "Singapore dollar": ("SGD", {}), "Taiwan dollar": ("TWD", {}), "Egyptian pound": ("EGP", {}),
    "Swiss franc": ("CHF", {}), "CFA franc": ("XOF", {}), "CFP franc": ("XPF", {}), "Pakistani rupee": ("PKR", {}),
    "Sri Lankan rupee": ("LKR", {}), "Mexican peso": ("MXN", {}), "Argentine peso": ("ARS", {}), "Chilean peso": ("CLP", {}),
    "Philippine peso": ("PHP", {}), "Colombian peso": ("COP", {}), "Norwegian krone": ("NOK", {}), "Danish krone": ("DKK", {}),
    "Swedish krona": ("SEK", {}), "Icelandic krona": ("ISK", {}), "Czech koruna": ("CZK", {}), "Kenyan shilling": ("KES", {}),
    "Ugandan shilling": ("UGX", {}), "Tanzanian shilling": ("TZS", {}), "Saudi riyal": ("SAR", {}), "Moroccan dirham": ("MAD", {}),
    "Serbian dinar": ("RSD", {}), "Kuwaiti dinar": ("KWD", {}), "Turkish lira": ("TRY", {}), "Indian rupee": ("INR", {}),
    "Barbados dollar": ("BBD", {}), "Jamaican dollar": ("JMD", {}), "South African rand": ("ZAR", {}),
    "Polish zloty": ("PLN", {}), "Hungarian forint": ("HUF", {}), "Romanian leu": ("RON", {}), "Bulgarian lev": ("BGN", {}),
    "Japanese yen": ("JPY", {}), "Chinese yuan": ("CNY", {}),
}  # fmt: skip

FORMS: dict[str, str] = {
    "dollars": "dollar", "bucks": "dollar", "pounds": "pound", "quid": "sterling", "pounds sterling": "pound", "euros": "euro",
    "kroner": "krone", "kronor": "krona", "krónur": "krona", "króna": "krona", "crowns": "crown", "korunas": "koruna",
    "korun": "koruna", "francs": "franc", "rupees": "rupee", "pesos": "peso", "shillings": "shilling", "dinars": "dinar",
    "dirhams": "dirham", "riyals": "riyal", "rials": "riyal", "liras": "lira", "lire": "lira", "rubles": "ruble", "roubles": "ruble",
    "rouble": "ruble", "lei": "leu", "leva": "lev", "levs": "lev", "zlotys": "zloty", "złoty": "zloty", "złotys": "zloty",
    "złotych": "zloty", "zł": "zloty", "forints": "forint", "rands": "rand", "renminbi": "yuan", "RMB": "yuan", "shekels": "shekel",
    "hryvnias": "hryvnia", "hryvnya": "hryvnia", "nairas": "naira", "cedis": "cedi", "ringgits": "ringgit",
    "escudos": "escudo", "Kč": "koruna", "Ft": "forint", "kr": "kr", "U.S. dollars": "US dollar", "U.S. dollar": "US dollar",
    "American dollars": "US dollar", "Swedish kronor": "Swedish krona", "Norwegian kroner": "Norwegian krone",
    "Danish kroner": "Danish krone", "Icelandic krónur": "Icelandic krona", "Czech crowns": "Czech koruna",
    "British pounds": "sterling", "Romanian lei": "Romanian leu", "Bulgarian leva": "Bulgarian lev", "Turkish lira": "Turkish lira",
    "€": "euro", "£": "sterling", "$": "dollar", "US$": "US dollar", "Dollars": "dollar", "Pounds": "pound", "Euros": "euro",
}  # fmt: skip
"""Other forms of the names, plurals and signs that follow the number; regular plurals in "s" are added below."""

FORMS |= {name: name for name in NAMES} | {f"{name}s": name for name in NAMES if " " in name}

COMMON_WORDS = frozenset({"pound", "won", "crown", "lev", "baht", "sterling", "rand", "taka", "leu", "dong", "bucks", "quid"})
"""Names that are words, weights or forms of verbs as well: a small bare number beside them is no money."""


def by_name(form: str, country: str | None) -> str | None:
    """The ISO 4217 code of a name as written ("Swiss francs", "dollars"), given the ISO 3166 code of the country that is meant."""
    default, local = NAMES[FORMS[form]]
    return local.get((country or "").upper(), default)
