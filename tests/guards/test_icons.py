"""Every icon that a page names is in the package: a missing one breaks the page."""

import re
import zipfile
from pathlib import Path

import lucide

HOME = Path(__file__).parents[2] / "harborlight"
NAMED = re.compile(r'(?:{% icon |icon=|"icon": )"([a-z0-9-]+)"')


def test_every_icon_that_is_named_exists():
    with zipfile.ZipFile(Path(lucide.__file__).parent / "lucide.zip") as package:
        known = {Path(name).stem for name in package.namelist()}
    named = {
        name
        for path in HOME.rglob("*")
        if path.suffix in (".html", ".py")
        for name in NAMED.findall(path.read_text())
    }
    assert named and not named - known
