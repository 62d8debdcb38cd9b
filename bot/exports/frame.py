"""What every page is made of: one HTML file that needs nothing else. No script, nothing fetched."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, StrictUndefined

from bot.core.report import in_words

STYLE = """\
:root { color-scheme: light dark; }
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .4rem; }
h3 { font-size: 1.1rem; margin: 1.2rem 0 .4rem; }
h4 { font-size: 1rem; margin: .9rem 0 .2rem; }
.part { border-top: 2px solid GrayText; margin-top: 2rem; padding-top: .8rem; }
a { color: LinkText; }
a:focus-visible, button:focus-visible, input:focus-visible, .wide:focus-visible {
  outline: 3px solid Highlight; outline-offset: 2px; }
dt { font-weight: bold; margin-top: .5rem; }
dd { margin: 0; white-space: pre-wrap; }
@media (min-width: 36rem) {
  dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .4rem 1.2rem; }
  dt { margin: 0; }
}
.lines { white-space: pre-line; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
caption { text-align: start; font-weight: bold; padding-bottom: .25rem; }
th, td { border: 1px solid GrayText; padding: .35rem .6rem; text-align: start; vertical-align: top; }
th { overflow-wrap: break-word; }
.wide { overflow-x: auto; overflow-wrap: break-word; }
figure { margin: 1rem 0; }
img { max-width: 100%; height: auto; background: #fff; }
blockquote { border-inline-start: 4px solid GrayText; margin: .75rem 0; padding: .1rem 1rem;
  white-space: pre-wrap; }
label { display: block; font-weight: bold; }
input { font: inherit; padding: .5rem; width: 14rem; max-width: 100%; box-sizing: border-box;
  border: 2px solid CanvasText; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: .75rem; min-height: 2.75rem; }
.files a { display: block; padding: .4rem 0; }
.trouble { border: 3px solid CanvasText; padding: .5rem 1rem; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; max-width: none; margin: 0; padding: 0; }
  h2 { margin-top: 1.5rem; }
  dl { display: grid; grid-template-columns: 11rem 1fr; gap: .2rem 1rem; }
  dt { margin: 0; }
  h1, h2, h3, h2 + p, h2 + p + p, caption { break-after: avoid; }
  h1, h2, h3, figure, table, tr, blockquote { break-inside: avoid; }
  table.long { break-inside: auto; }
  thead { display: table-header-group; }
  img { max-width: 11cm; max-height: 10cm; }
  th, td { padding: .2rem .5rem; }
  .wide { overflow: visible; overflow-wrap: anywhere; }
  .wide td { min-width: 3em; }
  .files, .to { display: none; }
}
"""

_FRAME = """\
<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
{% if not is_public %}
<meta name="robots" content="noindex, nofollow">
{% endif %}
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<title>{{ title }}</title>
<style>{{ style|safe }}</style>
</head>
<body>
<main>
<h1 dir="auto">{{ title }}</h1>
{% block body %}{% endblock %}
</main>
</body>
</html>
"""


FILES = """\
{% if report.files %}
<section class="files">
<h2>{{ report.labels.files }}</h2>
<ul>
{% for href, name in report.files %}
<li><a href="{{ href }}" download="{{ name }}">{{ name }}</a></li>
{% endfor %}
</ul>
</section>
{% endif %}
"""
"""Part of a body: the files of a report, where it is a download page."""

_LIST = """\
<dl>
{% for name, value in report.NAMED %}
<dt>{{ name }}</dt>
<dd dir="auto">{{ value|in_words(report.labels.months) }}</dd>
{% endfor %}
</dl>
"""
FACTS, PROOF = _LIST.replace("NAMED", "facts"), _LIST.replace("NAMED", "proof")
"""Parts of a body: whose the report is, and when it was made; and what proves it later."""


def style_hash() -> str:
    """As a content security policy names it: no other style is taken."""
    return f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"


def content_policy() -> str:
    """What a page may do: show itself, with the pictures in it."""
    return f"default-src 'none'; img-src data:; style-src '{style_hash()}'"


def render(
    body: str, title: str, language: str = "en-GB", *, is_public: bool = False, **values: object
) -> bytes:
    """UTF-8. `body`: a template. Everything that it puts in is escaped: nothing that anybody typed is a tag.
    `is_public`: search engines may list it."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["base64"] = lambda png: b64encode(png).decode("ascii")
    environment.filters["in_words"] = in_words
    frame = environment.from_string(_FRAME)
    page = environment.from_string(f"{{% extends frame %}}{{% block body %}}{body}{{% endblock %}}")
    given = {
        "frame": frame,
        "style": STYLE,
        "policy": content_policy(),
        "title": title,
        "language": language,
        "is_public": is_public,
    }
    return page.render(**given, **values).encode("utf-8")
