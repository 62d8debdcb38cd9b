"""What was said and what came of it, as a page that a council can put on its website as it is."""

from bot.core.report import Report
from bot.exports.frame import FACTS, FILES, render

_BODY = (
    """\
{% for line in report.intro %}
<p>{{ line }}</p>
{% endfor %}
"""
    + FILES
    + """\
{% for chapter in report.chapters %}
<section>
<h2 dir="auto">{{ chapter.title }}</h2>
{% for note in chapter.notes %}
<p>{{ note }}</p>
{% endfor %}
{% for passage in chapter.passages %}
<h3 class="part">{{ passage.title }}</h3>
{% if passage.said %}
<h4>{{ report.labels.people_said }}</h4>
{% for words in passage.said %}
<blockquote dir="auto">{{ words }}</blockquote>
{% endfor %}
{% endif %}
{% if passage.came %}
<h4>{{ report.labels.came_of_it }}</h4>
<dl>
{% for name, value in passage.came %}
<dt>{{ name }}</dt>
<dd dir="auto">{{ value }}</dd>
{% endfor %}
</dl>
{% endif %}
{% if passage.link %}
<p><a href="{{ passage.link }}" rel="noreferrer">{{ passage.link }}</a></p>
{% endif %}
{% endfor %}
</section>
{% endfor %}
<section id="notes">
<h2>{{ report.labels.about }}</h2>
<ul>
{% for note in report.notes %}
<li>{{ note }}</li>
{% endfor %}
</ul>
"""
    + FACTS
    + """\
</section>
"""
)


def write_chapters_page(report: Report) -> bytes:
    return render(_BODY, report.title, is_public=report.is_public and not report.files, report=report)
