"""A report as a page that reads well aloud, and prints well: the file, and the download page of a release."""

from bot.core.report import Report
from bot.exports.frame import FACTS, FILES, PROOF, render

FEW_COLUMNS = 3
"""So many fit a phone. A table with more can be moved sideways, also with the keyboard."""
LONG = 15
"""Lines. A table with fewer is not cut in two where it is printed."""

_BODY = (
    """\
{% for line in report.intro %}
<p>{{ line }}</p>
{% endfor %}
<p class="to"><a href="#notes">{{ report.labels.private }}</a></p>
"""
    + FILES
    + """\
<section>
<h2>{{ report.labels.about }}</h2>
"""
    + FACTS
    + """\
</section>
{% for finding in report.findings %}
<section>
<h2 dir="auto">{{ finding.title }}</h2>
{% if finding.note %}
<p>{{ finding.note }}</p>
{% endif %}
{% for picture in finding.pictures %}
<figure><img src="data:image/png;base64,{{ picture.png|base64 }}" alt="{{ picture.alt }}"></figure>
{% endfor %}
{% for table in finding.tables %}
{% set is_wide = table.head|length > few %}
{% if is_wide %}
<div class="wide" role="group" tabindex="0" aria-label="{{ table.caption }}">
{% endif %}
<table{% if table.lines|length > long %} class="long"{% endif %}>
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
{% if is_wide %}
</div>
{% endif %}
{% endfor %}
{% for note in finding.notes %}
<p dir="auto" class="lines">{{ note }}</p>
{% endfor %}
{% if finding.quotes %}
<h3>{{ report.labels.quotes }}</h3>
{% for quote in finding.quotes %}
<blockquote dir="auto">{{ quote }}</blockquote>
{% endfor %}
{% endif %}
</section>
{% else %}
<p>{{ report.labels.empty }}</p>
{% endfor %}
{% for title, paragraphs in report.after %}
<section>
<h2 dir="auto">{{ title }}</h2>
{% for paragraph in paragraphs %}
<p dir="auto">{{ paragraph }}</p>
{% endfor %}
</section>
{% endfor %}
<section id="notes">
<h2>{{ report.labels.private }}</h2>
<ul>
{% for note in report.notes %}
<li dir="auto">{{ note }}</li>
{% endfor %}
</ul>
"""
    + PROOF
    + """\
</section>
"""
)


def write_report_page(report: Report) -> bytes:
    return render(_BODY, report.title, report=report, few=FEW_COLUMNS, long=LONG)
