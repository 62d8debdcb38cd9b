"""A report as one HTML file that needs nothing else, reads well aloud, and prints well."""

from base64 import b64encode

from jinja2 import Environment, StrictUndefined

from bot.core.report import Report

_HTML = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" \
content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{{ report.title }}</title>
<style>
:root { color-scheme: light; }
body { font: 1.05rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem;
  margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .4rem; overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; margin: 1.2rem 0 .4rem; }
img { max-width: 100%; height: auto; border: 1px solid #c8c8c8; }
table { border-collapse: collapse; margin: .8rem 0; width: 100%; }
caption { text-align: start; font-weight: bold; padding: .3rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid #949494; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .2rem 1.2rem; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
blockquote { margin: .6rem 0; padding-inline-start: .8rem; border-inline-start: 4px solid #1d5b8f;
  white-space: pre-wrap; overflow-wrap: anywhere; }
@media print {
  body { font-size: 10.5pt; max-width: none; margin: 0; padding: 0; }
  h1, h2, h3, caption { break-after: avoid; }
  img, tr, blockquote { break-inside: avoid; }
  img { max-height: 16cm; }
  thead { display: table-header-group; }
}
</style>
</head>
<body>
<main>
<h1 dir="auto">{{ report.title }}</h1>
<dl>
{% for name, value in report.facts %}
<dt>{{ name }}</dt>
<dd dir="auto">{{ value }}</dd>
{% endfor %}
</dl>
{% for finding in report.findings %}
<section>
<h2 dir="auto">{{ finding.title }}</h2>
<p>{{ finding.note }}</p>
{% for picture in finding.pictures %}
<p><img src="data:image/png;base64,{{ encode(picture.png) }}" alt="{{ picture.alt }}"></p>
{% endfor %}
{% for table in finding.tables %}
<table>
<caption dir="auto">{{ table.caption }}</caption>
<thead>
<tr>{% for cell in table.head %}<th scope="col" dir="auto">{{ cell }}</th>{% endfor %}</tr>
</thead>
<tbody>
{% for line in table.lines %}
<tr>{% for cell in line %}{% if loop.first %}<th scope="row" dir="auto">{{ cell }}</th>\
{% else %}<td dir="auto">{{ cell }}</td>{% endif %}{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% endfor %}
{% for note in finding.notes %}
<p dir="auto">{{ note }}</p>
{% endfor %}
{% if finding.quotes %}
<h3>{{ report.labels.quotes }}</h3>
{% for quote in finding.quotes %}
<blockquote dir="auto">{{ quote }}</blockquote>
{% endfor %}
{% endif %}
</section>
{% endfor %}
{% for title, paragraphs in report.after %}
<section>
<h2 dir="auto">{{ title }}</h2>
{% for paragraph in paragraphs %}
<p dir="auto">{{ paragraph }}</p>
{% endfor %}
</section>
{% endfor %}
<section>
<h2>{{ report.labels.notes }}</h2>
<ul>
{% for note in report.notes %}
<li dir="auto">{{ note }}</li>
{% endfor %}
</ul>
</section>
</main>
</body>
</html>
"""


def write_report_page(report: Report) -> bytes:
    """UTF-8. Everything on the page is escaped: nothing that anybody typed is a tag."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(_HTML)
    return page.render(report=report, encode=_in_text).encode("utf-8")


def _in_text(png: bytes) -> str:
    return b64encode(png).decode("ascii")
