"""Ask a running site whether it is alive; for Docker and systemd. Standard library only.

`python -m scripts.health database broker` answers 0 if those parts are well (all without names). The site is
ANTT_HEALTH_URL, else this machine's PORT.
"""

import json
import os
import sys
import urllib.error
import urllib.request

PARTS = ("database", "broker", "worker", "beat")


def main(parts: list[str]) -> int:
    """0 if the parts are well, else 1 and a line that names those that are not."""
    url = os.environ.get("ANTT_HEALTH_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/health/"
    report = ask(url)
    ill = [part for part in parts or PARTS if report.get(part) != "ok"]
    print(f"not well: {', '.join(ill)}" if ill else "ok")
    return 1 if ill else 0


def ask(url: str) -> dict:
    """The health page's answer, whatever its status; empty if there is none."""
    names = [name for name in os.environ.get("ANTT_ALLOWED_HOSTS", "").split(",") if name.strip(".*")]
    # As the reverse proxy would ask: else a site that insists on HTTPS answers with a redirect.
    headers = {"Host": names[0].lstrip(".") if names else "localhost", "X-Forwarded-Proto": "https"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error) if error.code == 503 else {}
    except (OSError, ValueError):
        return {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
