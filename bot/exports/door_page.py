"""A page of a few sentences, which may ask for a code."""

from collections.abc import Sequence

from bot.exports.frame import render

_BODY = """\
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
"""


def write_door(
    title: str, lines: Sequence[str], trouble: str = "", label: str = "", button: str = ""
) -> bytes:
    """With a `label`, there is a field for a code."""
    return render(_BODY, title, lines=lines, trouble=trouble, label=label, button=button)
