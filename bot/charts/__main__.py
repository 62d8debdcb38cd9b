"""Draws charts in a process of its own: a list of charts comes in as JSON, the drawings go out as JSON."""

import sys

from pydantic import ConfigDict, TypeAdapter

from bot.charts import AnyChart, Drawing, draw

CHARTS = TypeAdapter(list[AnyChart])
DRAWINGS = TypeAdapter(list[Drawing], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))

if __name__ == "__main__":
    charts = CHARTS.validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(DRAWINGS.dump_json([draw(chart) for chart in charts]))
