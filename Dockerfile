# The bot in a small image. Two volumes, kept apart on purpose: /data holds the database and its backups, /keys
# the keys of open surveys, which must never travel with a backup. A forum's own content is mounted at
# /heard/content; without it the content that ships with Heard is used.

FROM python:3.13-slim-trixie AS build
WORKDIR /build
COPY requirements.lock requirements-build.lock ./
RUN python -m venv --without-pip /opt/heard \
    && pip --python /opt/heard/bin/python install --no-cache-dir --require-hashes --only-binary :all: \
        -r requirements.lock \
    && pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY content content
RUN pip wheel --no-cache-dir --no-index --no-deps --no-build-isolation --wheel-dir wheel . \
    && pip --python /opt/heard/bin/python install --no-cache-dir --no-index --no-deps wheel/*.whl

FROM python:3.13-slim-trixie
# Charts carry the forum's own words: these fonts cover Bengali, Urdu and other scripts that no package brings.
# The distribution keeps one version of them, so there is none to pin.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --uid 10001 --home-dir /heard --create-home --shell /usr/sbin/nologin heard \
    && install -d -o heard -g heard -m 0700 /data /keys
COPY --from=build /opt/heard /opt/heard
ENV PATH=/opt/heard/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HEARD_DATA_DIR=/data \
    HEARD_KEYS_DIR=/keys
USER 10001
WORKDIR /heard
VOLUME ["/data", "/keys"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["heard", "status"]
CMD ["heard", "run"]
