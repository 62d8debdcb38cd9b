"""A page as one HTML file that needs nothing else: no script, no picture, nothing fetched."""

from jinja2 import Environment, StrictUndefined

from bot.core.pages import Page

_HTML = """\
<!DOCTYPE html>
<html lang="{{ page.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ page.title }}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
dt { font-weight: bold; margin-top: .75rem; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>{{ page.title }}</h1>
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
</main>
</body>
</html>
"""


def write_page(page: Page) -> bytes:
    """UTF-8. Everything on the page is escaped: nothing that anybody typed is a tag."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_HTML).render(page=page).encode("utf-8")
