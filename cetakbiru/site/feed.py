"""Plain HTML read in one go; the process that is MkDocs lends it to the parser of Material's search.

Python's parser goes through each tag in many steps, which took a sixth of all that the engine does. Whatever is not
plainly what Markdown and our templates write is left to it.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(r'<(?:/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="[^"]*")?)*)( ?/)?)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
# What looks like a tag in these is none.
_ODD = re.compile(r"<(?:script|style|textarea|title|xmp|plaintext|noscript|iframe|noembed|noframes)\b", re.I)


def feed(parser: HTMLParser, html: str) -> None:
    """Hand the pieces of a page to a parser, as its own ``feed`` does."""
    at = 0
    for tag in () if _ODD.search(html) else _TAG.finditer(html):
        words = html[at : tag.start()]
        if "<" in words:
            break
        if words:
            parser.handle_data(unescape(words))
        _hand(parser, tag)
        at = tag.end()
    HTMLParser.feed(parser, html[at:])


def _hand(parser: HTMLParser, tag: re.Match[str]) -> None:
    end, start, attributes, closed = tag.groups()
    if end:
        parser.handle_endtag(end)
        return
    held = [(found[1], found[2] and unescape(found[2])) for found in _ATTRIBUTE.finditer(attributes)]
    (parser.handle_startendtag if closed else parser.handle_starttag)(start, held)
