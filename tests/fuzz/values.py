"""What hostile and clumsy browsers send: texts, numbers, dates, files, headers. Source: F1-F90 of the threat model."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

TEXTS = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u3164",
    "\u00a0",
    "\u200b\u2060",
    "\ufeffstart",
    "a\ufffeb\uffff",
    "a" * 256,
    "å" * 5_000,
    "a" * 120_000,
    "\u0301\u0316" * 3_000,
    "Z̷̢̛͎a̶͇͝l̵̢͝g̴̛o" * 20,
    "e\u0301 å a\u030a",
    "👩\u200d⚕\ufe0f 🏴\U000e0067\U000e0062\U000e007f",
    "\u202etilbud\u202c\u2066x\u2069",
    "аdmin",
    "ａｄｍｉｎ",
    "ß ẞ İ ı ſ",
    "Čáhppes đuoddarat ŋ",
    "\u2028\u2029\x85",
    "\r\nBcc: x@evil.example",
    "\x1b[31m\x07",
    "<script>window.__x=1</script>",
    '"><svg/onload=window.__x=1>',
    "javascript:window.__x=1",
    "[x](java\tscript:alert(1)) ![y](data:text/html,z)",
    "</textarea></script><!-- ]]>",
    "{{7*7}}{% debug %}${7*7}",
    "' OR 1=1 --",
    "%s%n%(x)s{0}{x}",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "a" * 50_000 + "!",
    "@" * 50_000,
    "<" * 50_000,
    "[" * 5_000 + "](" * 5_000,
    "*_" * 20_000,
    "`" * 20_000,
    "> " * 5_000,
    "(((",
    '"',
    "\\",
    "AND OR NOT *:* title:x /.*/",
    "__proto__",
    "constructor",
    "null",
    "[]",
    "{",
    '{"blocks":[{"text":"\\ud800","type":"x","entityRanges":[{"key":9}]}],"entityMap":{}}',
    '{"blocks":null}',
    '{"entityMap":{"0":{"type":"LINK","data":{"id":"x","url":"javascript:x"}}},"blocks":[{"key":"a","text":"\\u0000",'
    '"type":"unstyled","depth":-1,"inlineStyleRanges":[{"offset":-5,"length":99,"style":"X"}],'
    '"entityRanges":[{"offset":0,"length":1,"key":0}],"data":{}}]}',
]
NUMBERS = ["0", "-1", "-0", "1,5", "1.5", "1 000", "1.000,50", "٣", "１２", "1e400", "NaN", "Infinity", "sNaN", "0x1"]
NUMBERS += ["2147483648", "9223372036854775808", "9" * 30, "9" * 5_000, "1_000", "+1", "1" * 18, "true", "id"]
DATES = ["0001-01-01 00:00", "0001-01-01", "9999-12-31 23:59", "9999-12-31", "10000-01-01", "2027-02-29", "2026-02-31"]
DATES += ["2026-03-29 02:30", "2026-10-25 02:30", "2026-01-01 24:00", "2026-01-01T12:00+14:00", "2026-01-01T12:00:00Z"]
DATES += ["20260-01-01T12:00", "2026-01-01T25:61", "2026-W01-1", "2026-01-01T12:00:00.9999999", "0000-00-00"]
DATES += ["1.2.2026", "2026-01-01T12:00", "-2026-01-01", "2026-1-1", "1900-01-01 00:00", "2100-01-01 00:00"]
ADDRESSES = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "https:evil.example",
    "\t//evil.example",
    "/%0d%0aX: y",
]
ADDRESSES += [
    "http://testserver@evil.example",
    "javascript:x",
    "/\x00",
    "http://[::1",
    "/a\r\nb",
    "https://x." + "a" * 9_000,
]
MAILS = ["a@b", "a@b.c\n", "a@[127.0.0.1]", "İ@x.example", "ß@x.example", '"a b"@x.example', "a@" + "b." * 200 + "no"]
ODD = [*TEXTS, *NUMBERS, *DATES, *ADDRESSES, *MAILS]

# As they stand in an address, encoded.
QUOTED = ["", "0", "-1", "x", "9" * 30, "9" * 5_000, "%D9%A3", "NaN", "%00", "%ff%fe", "%ed%a0%80", "%F0%9F%A6%8A", "%"]
QUOTED += [
    "..%2f..%2fetc",
    "%3Cscript%3E",
    "'%20OR%201=1--",
    "%0d%0aSet-Cookie:x",
    "a" * 9_000,
    "(((",
    "%22",
    "*",
    "[]",
]
QUOTED += ["__proto__", "-password", "title", "%2F%2Fevil.example", "%5C", "1&x=2", "a:b", "live", "~1", "2026-01-01"]
PARAMETERS = [
    "q",
    "p",
    "page",
    "per_page",
    "etter",
    "sort",
    "sorter",
    "type",
    "tema",
    "org",
    "aar",
    "sprak",
    "next",
    "svar",
]
PARAMETERS += [
    "autosave",
    "kladd",
    "svar",
    "felt",
    "versjon",
    "utenom",
    "add_row",
    "form_key",
    "unsent_version",
    "omrade",
]
PARAMETERS += ["tittel", "id", "order", "ordering", "fields", "a[]", "a.b", "__proto__", "user__password", "format"]
PARAMETERS += [
    "live",
    "kind",
    "role",
    "organisation",
    "locale",
    "mode",
    "collection_id",
    "tag",
    "_method",
    "export",
    "utm",
]
PARAMETERS += [
    "first_published_at_from",
    "parent",
    "content_type",
    "page_type",
    "multiple",
    "losning",
    "fase",
    "status",
]
ENDINGS = [""] * 8 + ["%00", "%ff", "æøå/", "..%2f", "%2e%2e/", "//", "'", "a" * 5_000, "%0d%0aX: y", "?" * 50, ";x=y"]
ENDINGS += ["\\", ".json", "/.git/HEAD", "%252e%252e/", "x" * 300 + "/", "\u202e"]
METHODS = ["GET"] * 5 + ["POST"] * 4 + ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "FOO"]
BODIES = [b"", b"\x00\xff\xfe", b"{", b"[" * 50_000, b"null", b"title=%ff%fe&title=%00&&&===&%ff=1", b"<a/>"]
BODIES += [b'--x\r\nContent-Disposition: form-data; name="title"; filename="a', b"--x", b"--x--", b"--x\r\n\r\n--x\r\n"]
BODIES += [b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--']
BODIES += [b"--x\r\nContent-Disposition: form-data; name*=utf-16''%ff%fe; filename*=utf-8''%ff\r\n\r\na\r\n--x--\r\n"]
BODIES += [b"a=" + b"b" * 300_000, b"&".join(b"f%d=x" % n for n in range(1_200)), b"\xef\xbb\xbf{}", b'{"a":NaN,"a":1}']
KINDS = ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain"]
KINDS += ["application/json", "", "x" * 3_000, "application/x-www-form-urlencoded; charset=utf-7", "image/png"]
HEADERS: list[dict[str, str]] = [{}] * 6
HEADERS += [
    {"HTTP_ACCEPT_LANGUAGE": "a-" * 5_000},
    {"HTTP_RANGE": "bytes=" + "0-," * 1_000},
    {"HTTP_RANGE": "bytes=9-1"},
    {"HTTP_RANGE": "bytes=0-3"},
    {
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_TRIGGERING_EVENT": "{",
        "HTTP_TRIGGERING_EVENT": "[",
        "HTTP_HX_PROMPT": "\x80",
    },
    {"HTTP_IF_MODIFIED_SINCE": "Fri, 31 Dec 99999 00:00:00 GMT", "HTTP_IF_UNMODIFIED_SINCE": "0"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest", "HTTP_ACCEPT": "application/json"},
]
HEADERS += [{"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "%00"}, {"HTTP_IF_MODIFIED_SINCE": "x" * 500}]
HEADERS += [
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_FOR": "\x00, x" * 50},
    {"HTTP_ORIGIN": "null"},
]
HEADERS += [{"HTTP_X_HTTP_METHOD_OVERRIDE": "PUT"}, {"HTTP_X_ORIGINAL_URL": "/admin/"}, {"HTTP_ACCEPT": "x/" * 3_000}]
HEADERS += [{"HTTP_IF_NONE_MATCH": '"' * 99}, {"HTTP_USER_AGENT": "<b>\x1b[2J" * 200}, {"HTTP_REFERER": "http://[::1"}]
HEADERS += [
    {"HTTP_ACCEPT_ENCODING": "gzip;q=x, *;q=9e9"},
    {"HTTP_COOKIE": "messages=x; csrftoken=\x80; a" + "=" * 9_000},
]
HEADERS += [
    {"HTTP_HOST": host} for host in ("evil.example", "a b", "testserver:x", "testserver@evil.example", "[::1", "")
]
HEADERS += [{"HTTP_COOKIE": "sessionid=x; sessionid=y; csrftoken="}, {"HTTP_AUTHORIZATION": "Basic " + "x" * 9_000}]
HEADERS += [{"HTTP_IF_MATCH": "*"}, {"HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 0001 00:00:00 GMT"}, {"HTTPS": "on"}]
HEADERS += [{"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}, {"HTTP_CONTENT_LENGTH": "-1"}, {"HTTP_DNT": "é" * 8_000}]


def png(width: int = 2, height: int = 2, data: bytes | None = None) -> bytes:
    """Return a picture; its pixels are left out when it is larger than anybody should unpack."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\x7f" * width for _row in range(height)) if width * height < 10**6 else b""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", data or zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def gif(frames: int) -> bytes:
    frame = b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b"\x3b"


def archive(names: dict[str, bytes], *, kind: str = "") -> bytes:
    """Return a zip file; with `kind`, an Office document of that part."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        parts = {"[Content_Types].xml": b"<Types/>", f"{kind}/document.xml": b"<x/>"} if kind else {}
        for name, content in {**parts, **names}.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>window.__x=1</script></svg>'
HTML = b"<!doctype html><script>window.__x=1</script>"
NAMES = ["a.pdf", "b.docx", "c.txt", "d.csv", "e.png", "f.jpg", "g.svg", "h.html", "i.gif", "j", "k.pdf.exe", "L.PDF"]
NAMES += [
    "../../etc/passwd",
    "a" * 300 + ".pdf",
    "..",
    "CON",
    ".htaccess",
    "a.pdf\x00.exe",
    "tilbud\u202efdp.exe",
    "æøå.pdf",
]
NAMES += [
    'q";\r\nX: y.pdf',
    "\ud83d\ude00.pdf",
    " .pdf",
    "a/b\\c.pdf",
    "\u0301.pdf",
    "m.xlsx",
    "n.webp",
    "o.odt",
    "p.pptx",
]
CONTENTS = [
    b"",
    b"x",
    PDF,
    SVG,
    HTML,
    png(),
    png()[:40],
    png(50_000, 50_000),
    gif(1),
    gif(5_000),
    gif(2)[:20],
    b"\xff\xd8\xff",
]
CONTENTS += [
    archive({}, kind="word"),
    archive({"x": b"0" * 20_000_000}, kind="word"),
    archive({"../../x": b"y"}, kind="xl"),
]
CONTENTS += [
    archive(dict.fromkeys(map(str, range(3_000)), b"")),
    PDF + archive({"a.html": HTML}),
    gif(1) + archive({"a": b"b"}),
]
CONTENTS += [
    gzip.compress(b"0" * 10_000_000),
    HTML + PDF,
    b"\xef\xbb\xbfa;b\n=1;2\n",
    b"\x00" * 5_000,
    b"a\xe6b",
    PDF[:3],
]
CONTENTS += [b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", png(3, 3, data=b"no deflate")]
