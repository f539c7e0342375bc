# One image for web, worker and beat. Keys and addresses come from the environment, data from volumes.
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ANTT_VAR_DIR=/var/lib/antt

# The PDF engine's libraries and a font with the metrics of Times New Roman.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/antt
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements/run.txt
COPY . .
RUN useradd --system --home-dir /var/lib/antt antt \
    && mkdir -p /var/lib/antt \
    && chown antt: /var/lib/antt

USER antt
VOLUME /var/lib/antt
EXPOSE 8000
CMD ["python", "-m", "scripts.serve", "web"]
