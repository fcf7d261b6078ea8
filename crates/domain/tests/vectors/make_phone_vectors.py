"""Makes phone.json beside it: what Google's libphonenumber says of some 600 numbers.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install phonenumbers==9.0.43
    /tmp/venv/bin/python make_phone_vectors.py > phone.json

phonenumbers (PyPI) is libphonenumber in Python, by another author than the crate that Contactable uses,
so that the two check each other. Both carry the metadata of one month: when a test of a number fails after
an update of the crate, look first whether the numbering plan changed, and make the vectors anew.

Nothing here is random; the same version writes the same file.
"""

import json
import re
import sys

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

TYPES = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "landline-or-mobile",
    PhoneNumberType.TOLL_FREE: "freephone",
    PhoneNumberType.SHARED_COST: "shared-cost",
    PhoneNumberType.PREMIUM_RATE: "premium-rate",
    PhoneNumberType.VOIP: "voip",
    PhoneNumberType.PERSONAL_NUMBER: "personal",
    PhoneNumberType.PAGER: "pager",
    PhoneNumberType.UAN: "uan",
    PhoneNumberType.VOICEMAIL: "voicemail",
}

# Every kind of number in the United Kingdom and the islands, and around the edges of the ranges.
BRITISH = """
07400123456 07500123456 07599999999 07300000000 07399999999 07100000000 07199999999 07201234567
07700100000 07700899999 07700901000 07911223456 07457123456 07470123456 07823456789 07999999999
07624123456 07524512345 07457612345 07797123456 07797712345 07509712345 07829700000 07937700000
07700300123 07839123456 07839712345 07781912345 07911122345 07911712345 07839999999 07700810000
02071234567 02081234567 02031234567 02034567890 02112345678 02223456789 02345678901 02392345678
02380123456 02476123456 02500000000 02712345678 02820012345 02890123456 02892012345 02920123456
01132345678 01144567890 01152345678 01162345678 01172345678 01182345678 01212345678 01312345678
01412345678 01512345678 01612345678 01912345678 01202123456 01224123456 01481256789 01481712345
01534456789 01534712345 01624756789 01624623456 01624123456 01539612345 0169772345 0169773555
01387312345 01387123456 01946712345 0120412345 01750212345 0175012345 0153961234 01000000000
01999999999 01111111111 04123456789 06123456789 09501234567
03001234567 03301234567 03451234567 03701234567 03061234567 03123456789 03999999999
05512345678 05600123456 05601234567 0500123456 05012345678 05700000000
07000000000 07012345678 07098765432 07600123456 07640123456 07622123456 07623123456 07650123456
07699999999 08001111 0800111111 08001234567 08081234567 0801234567 08021234567
08431234567 08441234567 0845464 08454647 08451234567 08701234567 08711234567 08731234567
09012345678 09061234567 09112345678 09123456789 09821234567 09901234567 09999999999
118500 116123 0116123 999999 123456 1234567 12345678 123456789 1234567890 12345678901
""".split()

# Numbers set aside for film and television: the edges of some ranges, and of what is beside them.
DRAMA = """
07700900000 07700900999 01632960000 01632960999 01154960000 01154960999 02079460000 02079460999
01134960123 01184960123 01914980123 02896496123 02920180123 03069990123 08081570123 09098790123
01632959999 01632961000 02079459999 02079461000
""".split()

# One number, written as people write it. {} is the part after the country code.
SPELLINGS = [
    "0{}", "{}", "44{}", "+44{}", "+44 0{}", "+44(0){}", "+44 (0) {}", "(0){}", "[0]{}", "((0)){}", "0044{}",
    "00 44 {}", "+(44) {}", " 0{}", "0{} ", "+ 44 {}", "+44-{}", "+44\u2013{}", "+44\u2212{}", "+44\u00a0{}",
    "+44\u3000{}", "+0044{}", "+440{}", "00440{}", "0{};ext=1", "0{};ext=12345", "0{};ext=007",
    "+44 {} ;ext=99",
    # Space and dashes that the library does not know; see `plain` below.
    "0{}\n", "+44\t{}", "+44\u2009{}", "+44\u202f{}", "+44\u2028{}", "+44\ufe58{}", "+44\ufe63{}",
]
SPELT = [
    ("7400 123456", "7400-123-456"),
    ("20 7123 4567", "20)(7123)(4567"),
    ("1534 456789", "1534\u2010456789"),
    ("300 123 4567", "300\u2014123\u20154567"),
    ("7012 345678", "7012\uff0d345678"),
]

# Wrong, hostile or meant for something else, with a number that would be good.
SPOILT = [
    "{} - Daughter", "{} (daughter)", "Mum {}", "tel:+44{}", "O{}", "{}x", "{}x12", "{} ext 12", "{} extension 12",
    "{}#12", "{},12", "{}/{}", "{} or {}", "*{}", "#31#{}", "{}.", "{};", "{};ext=", "{};ext=123456", "{};ext=abc",
    "{};ext=1 ", "{};EXT=12", "{};isub=12", "{};ext=12;isub=1", "{};phone-context=+44", "({}", "{})", "()0{}",
    "[0{})", "([0{})]", "(+44) {}", "(+44{})", "++44{}", "+44+{}", "{}+", "\uff0b44{}", "{}\u200b", "\u202a{}\u202c",
    "{}\0", "{}e5", "{}\u0661", "{}\uff11", "{}'", "<b>{}</b>", "{}<script>", "{}&#49;", "{}~1", "{}_1", "{}%20",
    "{}\U0001f4de", "{}\u0301", "-{}-", "141 {}", "1470{}", "{}{}", "{}1", "{}12", "{}1234",
]

# Countries whose plans are read in several lengths below, by one prefix each.
ABROAD_SPOILT = ["+353", "+33", "+49", "+39", "+34", "+48", "+1", "+91", "+92", "+234", "+61", "+86", "+7"]

OTHER = [
    "", " ", "-", "+", "00", "+44", "0044", "unknown", "n/a", "()", "0", "07", "074", "0740", "07400", "074001",
    "000000", "00000000000", "+00000000000", "+999 12345678", "+0 7400 123456", "+07400123456", "+210 123456",
    "+800 1234 5678", "+808 1234 5678", "+870 773111632", "+881 6 1234 5678", "+882 3421234", "+883 510012345678",
    "+888 12345678901", "+878 101234567890", "+979 123456789", "+39 06 698 12345", "+39 312 345 6789",
    "+378 0549 886377", "+599 9 518 1234", "+47 79 12 34 56", "+7 701 123 4567", "+383 44 123 456", "+247 62889",
    "+262 639 01 23 45", "+54 9 11 2345 6789", "+54 11 15 2345 6789", "+52 1 200 123 4567", "+55 15 11 96123 4567",
    "06 12 34 56 78", "(201) 555-0123", "087 123 4567", "+1 (201) 555-0123", "001 201 555 0123", "011 44 7400 123456",
    "00999 123456", "0011 61 412 345 678", "1-800-FLOWERS", "+1-800-FLOWERS", "07700FLOWER",
]


def shape_is_good(text):
    """The standard's written shape, written anew here, without looking at Contactable's."""
    main, semicolon, rest = text.partition(";")
    if len(text) > 60 or (semicolon and not re.fullmatch(r"ext=[0-9]{1,5}", rest)):
        return False
    main = main.strip()
    if main.startswith("+"):
        main = main[1:]
    main = "".join("-" if is_dash(c) else " " if c.isspace() else c for c in main)
    if not re.fullmatch(r"[0-9()\[\] -]*", main):
        return False
    bare = re.sub(r"[ -]", "", main)
    digits = re.sub(r"[^0-9]", "", bare)
    # Take away innermost pairs around digits until none is left; what they held counts as a digit.
    before = None
    while before != bare:
        before = bare
        bare = re.sub(r"\([0-9]+\)|\[[0-9]+\]", "0", bare)
    return bool(re.fullmatch(r"[0-9]*", bare)) and 6 <= len(digits) <= 15


def is_dash(c):
    return c == "-" or "\u2010" <= c <= "\u2015" or c in "\u2212\ufe58\ufe63\uff0d"


def plain(text):
    """The text with its dashes and white space made hyphens and spaces: the standard allows any, and the
    library refuses some, such as tabs."""
    return "".join("-" if is_dash(c) else " " if c.isspace() else c for c in text)


def vector(group, text):
    made = {"group": group, "typed": text, "shape": shape_is_good(text)}
    try:
        number = phonenumbers.parse(plain(text), "GB")
    except phonenumbers.NumberParseException as error:
        names = {v: k for k, v in vars(phonenumbers.NumberParseException).items() if isinstance(v, int)}
        return made | {"valid": False, "unreadable": names[error.error_type]}
    valid = phonenumbers.is_valid_number(number)
    kind = TYPES.get(phonenumbers.number_type(number))
    made |= {
        "valid": valid,
        "type": kind,
        "region": phonenumbers.region_code_for_number(number),
        "e164": phonenumbers.format_number(number, PhoneNumberFormat.E164),
        "ext": number.extension,
        "ok_as_mobile": valid and kind in ("mobile", "landline-or-mobile"),
        "ok_as_landline": valid and kind in ("landline", "landline-or-mobile"),
    }
    if valid:
        bare = phonenumbers.parse(made["e164"])
        style = PhoneNumberFormat.NATIONAL if bare.country_code == 44 else PhoneNumberFormat.INTERNATIONAL
        made["written"] = phonenumbers.format_number(bare, style)
    return made


def examples_abroad():
    """Every region's example of a mobile and a landline, and every example of the rarer kinds."""
    rare = [t for t in TYPES if TYPES[t] not in ("mobile", "landline", "landline-or-mobile", "freephone", "premium-rate")]
    for index, region in enumerate(sorted(phonenumbers.SUPPORTED_REGIONS)):
        kinds = [PhoneNumberType.MOBILE if index % 2 else PhoneNumberType.FIXED_LINE]
        kinds += rare if index % 24 == 0 else []
        for kind in kinds:
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                yield phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def all_vectors():
    for text in BRITISH:
        yield "british", text
    for text in DRAMA:
        yield "drama", text
    for parts in SPELT:
        for index, spelling in enumerate(SPELLINGS):
            part = parts[index % 2] if "(" not in spelling else parts[0]
            part = parts[0] if ")(" in part and not spelling.startswith("+44-") else part
            yield "spelling", spelling.format("(" + part + ")" if ")(" in part else part)
    for spoilt in SPOILT:
        yield "spoilt", spoilt.format("07400123456", "02071234567") if spoilt.count("{}") > 1 else spoilt.format(
            "7400 123456" if "44" in spoilt or "0{" in spoilt else "07400 123456")
    for text in examples_abroad():
        yield "abroad", text
    for prefix in ABROAD_SPOILT:
        for rest in ["612345678", "4123456789012"]:
            yield "abroad spoilt", f"{prefix} {rest}"
    for text in OTHER:
        yield "other", text


def main():
    seen, vectors = set(), []
    for group, text in all_vectors():
        if text not in seen:
            seen.add(text)
            vectors.append(vector(group, text))
    head = {
        "about": "made by make_phone_vectors.py; do not edit",
        "library": f"phonenumbers {phonenumbers.__version__} (PyPI), default region GB",
        "count": len(vectors),
    }
    out = json.dumps(head, indent=1)[:-2] + ',\n "vectors": [\n'
    out += ",\n".join("  " + json.dumps(v) for v in vectors)
    sys.stdout.write(out + "\n ]\n}\n")


if __name__ == "__main__":
    main()
