"""A release as one HTML file that needs nothing else: no script, charts inside, nothing fetched."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from jinja2 import Environment, StrictUndefined

from bot.core.sheets import Sheet

STYLE = """\
:root { color-scheme: light dark; }
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; overflow-wrap: anywhere; }
h3 { font-size: 1.1rem; }
a { color: LinkText; }
a:focus-visible, button:focus-visible, input:focus-visible, .wide:focus-visible {
  outline: 3px solid Highlight; outline-offset: 2px; }
dt { font-weight: bold; margin-top: .5rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: start; font-weight: bold; padding-bottom: .25rem; }
th, td { border: 1px solid GrayText; padding: .35rem .6rem; text-align: start; vertical-align: top; }
img { max-width: 100%; height: auto; background: #fff; }
blockquote { border-inline-start: 4px solid GrayText; margin: .75rem 0; padding: .1rem 1rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
label { display: block; font-weight: bold; }
input { font: inherit; padding: .5rem; width: 14rem; max-width: 100%; box-sizing: border-box;
  border: 2px solid CanvasText; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: .75rem; min-height: 2.75rem; }
.files a { display: inline-block; padding: .4rem 0; min-height: 1.5rem; }
.trouble { border: 3px solid CanvasText; padding: .5rem 1rem; }
@media print { .files { display: none; } h2, figure, table { break-inside: avoid; } }
"""

_FRAME = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
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

_SHEET = """\
{% extends frame %}
{% block body %}
<p>{{ labels.intro }}</p>
<h2>{{ labels.facts }}</h2>
<dl>
{% for name, value in sheet.facts %}
<dt>{{ name }}</dt>
<dd dir="auto">{{ value }}</dd>
{% endfor %}
</dl>
{% if files %}
<h2>{{ labels.files }}</h2>
<ul class="files">
{% for href, name in files %}
<li><a href="{{ href }}" download="{{ name }}">{{ name }}</a></li>
{% endfor %}
</ul>
{% endif %}
{% if sheet.private %}
<h2>{{ labels.private }}</h2>
<p>{{ sheet.private[0] }}</p>
{% if sheet.private[1:] %}
<ul>
{% for line in sheet.private[1:] %}
<li dir="auto">{{ line }}</li>
{% endfor %}
</ul>
{% endif %}
{% endif %}
{% for part in sheet.parts %}
<section>
<h2 dir="auto">{{ part.title }}</h2>
{% for note in part.notes %}
<p dir="auto">{{ note }}</p>
{% endfor %}
{% for picture in part.pictures %}
<figure><img src="data:image/png;base64,{{ picture.png|base64 }}" alt="{{ picture.alt }}"></figure>
{% endfor %}
{% for grid in part.grids %}
<div class="wide" role="region" tabindex="0" aria-label="{{ grid.caption }}">
<table>
<caption dir="auto">{{ grid.caption }}</caption>
<thead>
<tr>{% for cell in grid.head %}<th scope="col" dir="auto">{{ cell }}</th>{% endfor %}</tr>
</thead>
<tbody>
{% for line in grid.lines %}
<tr><th scope="row" dir="auto">{{ line[0] }}</th>{% for cell in line[1:] %}<td dir="auto">{{ cell }}</td>
{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
</div>
{% endfor %}
{% if part.quotes %}
<h3>{{ labels.quotes }}</h3>
{% for quote in part.quotes %}
<blockquote dir="auto">{{ quote }}</blockquote>
{% endfor %}
{% endif %}
</section>
{% else %}
<p>{{ labels.empty }}</p>
{% endfor %}
{% endblock %}
"""

_SAID = """\
{% extends frame %}
{% block body %}
{% if trouble %}
<p class="trouble" role="alert">{{ trouble }}</p>
{% endif %}
{% for line in lines %}
<p>{{ line }}</p>
{% endfor %}
{% if label %}
<form method="post">
<label for="code">{{ label }}</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false"
 maxlength="20" required>
<div><button type="submit">{{ button }}</button></div>
</form>
{% endif %}
{% endblock %}
"""


def style_hash() -> str:
    """As a content security policy names it: no other style is taken."""
    return f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"


def write_sheet(sheet: Sheet, labels: Mapping[str, str], files: Sequence[tuple[str, str]] = ()) -> bytes:
    """UTF-8. `files`: each with where it is to be had. Everything is escaped."""
    return _render(_SHEET, title=sheet.title, sheet=sheet, labels=labels, files=files)


def write_said(
    title: str, lines: Sequence[str], trouble: str = "", label: str = "", button: str = ""
) -> bytes:
    """A page of a few sentences; with a `label`, a field for a code."""
    return _render(_SAID, title=title, lines=lines, trouble=trouble, label=label, button=button)


def _render(template: str, **values: object) -> bytes:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["base64"] = lambda png: b64encode(png).decode()
    page = environment.from_string(template)
    frame = environment.from_string(_FRAME)
    return page.render(frame=frame, style=STYLE, **values).encode("utf-8")
