"""A page of paragraphs, and of names with their values."""

from bot.core.pages import Page
from bot.exports.frame import render

_BODY = """\
{% for note in page.notes %}
<p dir="auto">{{ note }}</p>
{% endfor %}
{% for section in page.sections %}
<section>
<h2 dir="auto">{{ section.title }}</h2>
{% for note in section.notes %}
<p dir="auto">{{ note }}</p>
{% endfor %}
{% if section.rows %}
<dl>
{% for name, value in section.rows %}
<dt dir="auto">{{ name }}</dt>
<dd dir="auto">{{ value }}</dd>
{% endfor %}
</dl>
{% endif %}
</section>
{% endfor %}
"""


def write_page(page: Page) -> bytes:
    return render(_BODY, page.title, page.language, page=page)
