"""A client's site, files and report hold nothing that is not that client's to read.

Tokens that nobody else writes stand in every field, file name and picture's metadata
of other shops and in everything private of the client's own; then each way out of the
project is taken, and what came out is searched byte for byte.
"""

from __future__ import annotations

import base64
import getpass
import gzip
import hashlib
import io
import json
import re
import shutil
import socket
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import planted
import pytest
from canary import Canary, leaks, outputs, picture, readings
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from PIL import Image
from repository import ROOT
from small_project import run

pytestmark = [pytest.mark.threat, pytest.mark.xdist_group("canary")]

OWN = "lumiere"
AS_OF = "1790812800"  # 2026-10-01
PRIVATE_PLACES = re.compile(
    r"contacts|/private|/verify|search-quality/evidence/[123]/"
    r"|shops/[^/]+/2026-..-..[^/]*/answers/complaints-in-time/evidence/1/"
    r"|definitions/tiny/(seeds|before/product-search.yaml/retired)"
    r"|/2026-..-..\.rating-"
)
"""Fields of the client's own shop and definition that the client never sees."""

UNUSED = re.compile(
    r"/metrics\.yaml/|/kpis/0/(unit|definition)/|/tasks.yaml/product-facts"
)
"""Public fields that no page of this small project needs to show."""


@dataclass(frozen=True)
class Planted:
    """The project, what must not come out of it, and what must."""

    root: Path
    secret: Canary
    public: Canary
    rivals: tuple[str, ...]
    digests: tuple[str, ...]


def _shop(files: planted.Files, shop: str, label: str) -> planted.Files:
    """Return the files of the example's shop under another name."""
    return {
        name.replace("shops/demo", f"shops/{shop}").replace("second", label): content
        for name, content in files.items()
        if name.startswith("shops/")
    }


def _definition(files: planted.Files, secret: Canary) -> planted.Files:
    """Return another definition, in whose every id and word there is a token."""
    text = json.dumps(
        {
            name: content
            for name, content in files.items()
            if name.startswith("definitions/")
        },
        default=str,
    )
    for name in _ids(files):
        other = f"{name}-{secret.token(f'id {name}')}"
        text = text.replace(f'"{name}"', f'"{other}"')
        text = text.replace(f"/{name}/", f"/{other}/")
        text = text.replace(f"/{name}.yaml", f"/{other}.yaml")
    return json.loads(text)  # type: ignore[no-any-return]


def _ids(files: planted.Files) -> list[str]:
    found = ["tiny"]
    for name, content in files.items():
        if "/before/" in name or "/after/" in name:
            found += [content["id"], *(one["id"] for one in content["criteria"])]
    return [*found, "before", "after"]


def test_no_disguise_hides_a_token() -> None:
    """The search finds a token however it is written, packed or broken."""
    canary = Canary()
    word = canary.token("here")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inside.xml", f"<a>{word}</a>")
    disguises = {
        "plain": word.encode(),
        "shouted": word.upper().encode(),
        "folded": f"{word[:9]}\r\n {word[9:]}".encode(),
        "UTF-16": word.encode("utf-16-be"),
        "hexadecimal": f"<{word.encode().hex().upper()}>".encode(),
        "references": "".join(f"&#x{ord(one):X};" for one in word).encode(),
        "escapes": "".join(f"\\u{ord(one):04X}" for one in word).encode(),
        "percent": "".join(f"%{ord(one):02X}" for one in word).encode(),
        "gzip": gzip.compress(word.encode()),
        "zip": archive.getvalue(),
    } | {
        f"Base64, {shift}": base64.b64encode(b"+" * shift + word.encode() + b"!")
        for shift in range(3)
    }
    for kind in ("PNG", "JPEG", "WEBP"):
        other = Canary()
        with Image.open(io.BytesIO(picture(kind, "red", other, "it"))) as image:
            assert other.found(repr((image.info, dict(image.getexif()))).encode())

    assert leaks(canary, {"none": b"nothing here", "gzip": gzip.compress(b"no")}) == {}
    for name, data in disguises.items():
        assert leaks(canary, {name: data}), name
        assert leaks(canary, {name: gzip.compress(data)}), name


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """A consultant's folder: a client, two rivals, and a rival's own definition."""
    secret, public = Canary(), Canary()
    root = tmp_path_factory.mktemp("work") / secret.token("folder of the project")
    files = planted.every_field()

    def private(where: planted.Where, words: str) -> str:
        return f"{words} {secret.token('/'.join(where))}"

    def own(where: planted.Where, words: str) -> str:
        place = "/".join(where)
        canary = secret if PRIVATE_PLACES.search(place) else public
        return f"{words} {canary.token(place)}"

    definition = {k: v for k, v in files.items() if k.startswith("definitions/")}
    # A single rating, which a client never sees, and its label no more.
    mine = _shop(files, OWN, f"rating-{secret.token('label of a rating')}")
    for name in (f"shops/{OWN}/2026-09-15.yaml", f"shops/{OWN}/2026-03-15.yaml"):
        hidden = mine[name]["answers"].get("search-quality")
        if isinstance(hidden, dict):
            address = f"https://demo.example/{secret.token('private address')}"
            hidden["evidence"][2]["url"] = address
    planted.write(root, planted.planted({**definition, **mine}, own))
    rivals = []
    others = planted.planted(_definition(files, secret), private)
    planted.write(root, others)
    for number in range(2):
        rival = f"rival-{secret.token(f'name of rival {number}')}"
        label = secret.token(f"label of rival {number}")
        theirs = _shop(files, rival, label)
        if number:
            ids = {name: _renamed(others, name) for name in _ids(files)}
            text = json.dumps(theirs, default=str)
            for name, other in ids.items():
                text = text.replace(f'"{name}"', f'"{other}"')
                text = text.replace(f'"{name}@', f'"{other}@')
            theirs = json.loads(text)
        shop = theirs[f"shops/{rival}/shop.yaml"]
        shop["url"] = f"https://{secret.token('address of a rival')}.example"
        planted.write(root, planted.planted(theirs, private))
        rivals.append(rival)
    digests = [
        digest
        for shop in (OWN, *rivals)
        for digest in _pictures(root / "audits/shops" / shop, shop, secret)
    ]
    return Planted(root, secret, public, tuple(rivals), tuple(digests))


def _renamed(files: Mapping[str, Any], name: str) -> str:
    pattern = re.compile(rf"\b{name}-q[a-z]{{17}}\b")
    found = pattern.search("".join(files) + json.dumps(files))
    assert found, name
    return found[0]


def _pictures(folder: Path, shop: str, secret: Canary) -> list[str]:
    """Put pictures and stray files into a shop's folder, and comments into its YAML.

    Returns the digests of the pictures that nobody but us may know.
    """
    evidence = folder / "evidence"
    evidence.mkdir()
    public = secret.token(f"{shop}: name of a picture") + ".png"
    hidden = secret.token(f"{shop}: name of a private picture") + ".jpg"
    hue = len(secret.planted)
    seen = picture("PNG", f"hsl({hue % 360}, 60%, 50%)", secret, shop)
    unseen = picture("JPEG", f"hsl({hue % 360}, 90%, 20%)", secret, shop)
    unused = picture("WEBP", f"hsl({hue % 360}, 30%, 70%)", secret, shop)
    (evidence / public).write_bytes(seen)
    (evidence / hidden).write_bytes(unseen)
    (evidence / f"{secret.token('unused picture')}.webp").write_bytes(unused)
    note = evidence / f"{secret.token('stray file')}.txt"
    note.write_text(secret.token("stray words"), encoding="utf-8")
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("search.png", public).replace("unseen.jpg", hidden)
        comment = f"# {secret.token(f'{shop}: comment in {path.name}')}\n"
        path.write_text(comment + text, encoding="utf-8")
    digests = [hashlib.sha256(data).hexdigest() for data in (unseen, unused)]
    if shop != OWN:
        digests.append(hashlib.sha256(seen).hexdigest())
    return digests


@pytest.fixture(scope="module")
def place(project: Planted) -> Any:
    """Work in the project, as somebody whose names are tokens too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.root)
        patch.setenv("SOURCE_DATE_EPOCH", AS_OF)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        for name in ("USER", "LOGNAME", "LNAME", "USERNAME", "HOSTNAME"):
            patch.setenv(name, project.secret.token(f"the variable {name}"))
        home = project.root.parent / project.secret.token("home")
        home.mkdir()
        patch.setenv("HOME", str(home))
        yield project


def _plugin(root: Path, site: Path, audience: str) -> None:
    """Build with MkDocs alone, from a configuration with a repository and a nav."""
    docs = root / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "about.md").write_text("# About\n\nBy hand.\n", encoding="utf-8")
    config = root / f"{audience}.yml"
    options = {"audience": audience, "shops": [OWN] if audience == "client" else []}
    settings = {
        "site_name": "Audits",
        "site_url": "https://audits.example/client/",
        "repo_url": "https://git.example/audits",
        "edit_uri": "blob/main/docs/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"cx-audit": options}],
    }
    config.write_text(json.dumps(settings), encoding="utf-8")
    mkdocs_build(load_config(str(config), site_dir=str(site)))
    shutil.rmtree(docs)
    config.unlink()


@pytest.fixture(scope="module")
def made(place: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything the client can be given, a folder for each way of making it."""
    out = tmp_path_factory.mktemp("made")
    _plugin(place.root, out / "plugin", "client")

    def ran(*words: str) -> str:
        result = run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    ran("build", "--shop", OWN, "--out", str(out / "build"))
    (out / "score").mkdir()
    said = ran("score", "--json", "--shop", OWN)
    (out / "score/report.json").write_text(said, encoding="utf-8")
    said = ran("score", "--shop", OWN)
    (out / "score/table.txt").write_text(said, encoding="utf-8")
    for language in planted.LANGUAGES:
        folder = str(out / "export" / language)
        (out / "export").mkdir(exist_ok=True)
        ran("export", OWN, "--language", language, "--out", folder)
    return out


@pytest.fixture(scope="module")
def internal(place: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The consultant's own site of all shops."""
    out = tmp_path_factory.mktemp("internal")
    _plugin(place.root, out, "internal")
    return out


def test_the_clients_files_hold_no_token(
    place: Planted, made: Path, figure: Callable[..., None]
) -> None:
    """In no byte of sites, exports and scores is there a word of somebody else's."""
    files = outputs(made)
    found = leaks(place.secret, files)
    figure(
        "canary",
        planted=len(place.secret.planted),
        found=len(found),
        files=len(files),
        bytes=sum(len(part) for f in files.values() for part in readings(f)),
    )

    assert found == {}
    assert len(place.secret.planted) > 500
    assert len(files) > 150
    kinds = {Path(name).suffix for name in files}
    assert {".html", ".json", ".js", ".gz", ".csv", ".xlsx", ".ics", ".webp"} <= kinds
    assert any(name.endswith("404.html") for name in files)


def test_the_pdf_holds_no_token(place: Planted, tmp_path: Path) -> None:
    """Neither the report's text nor any stream of it has a word of somebody else's."""
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    pdf = tmp_path / "report.pdf"
    result = run("report", OWN, "--language", "en", "--pdf", str(pdf))
    assert result.exit_code == 0, result.stderr
    files = outputs(tmp_path)

    assert leaks(place.secret, files) == {}
    assert len(leaks(place.public, files)) > 50


def test_the_schemas_hold_no_shop(place: Planted, tmp_path: Path) -> None:
    """What editors are given tells of definitions, and of no shop."""
    assert run("schema", "--out", str(tmp_path)).exit_code == 0
    told = leaks(place.secret, outputs(tmp_path))

    assert not [one for one in told if "shops/" in one or "rival" in one]


def test_the_search_finds_what_is_there(
    place: Planted, made: Path, internal: Path
) -> None:
    """The opposite: what is public is found, and internally all is."""
    public = set(place.public.planted.values())
    shown = set(leaks(place.public, outputs(made / "build")))
    inside = set(leaks(place.secret, outputs(internal)))
    private = {
        what
        for what in place.secret.planted.values()
        if what.startswith("shops/") and not what.endswith("/about")
    }

    missing = {one for one in public - shown if not UNUSED.search(one)}
    assert missing == set()
    assert len(shown) > 200
    assert {one for one in private - inside if not UNUSED.search(one)} == set()


def test_a_clients_site_has_no_way_back(made: Path, internal: Path) -> None:
    """No rival's page or id, comparison, reference, source path or edit link is there."""
    for site in (made / "plugin", made / "build"):
        files = outputs(site)
        names = "\n".join(files)
        pages = b"\n".join(
            data for name, data in files.items() if name.endswith((".html", ".json"))
        )
        assert re.findall(r"shops/([^/]+)/", names) == [OWN] * names.count(
            f"shops/{OWN}/"
        )
        assert "comparison" not in names
        assert "/reference/" not in names
        assert b"audits/shops" not in pages
        assert b"blob/main" not in pages.replace(b"blob/main/docs/about.md", b"")
        assert not [name for name in files if name.endswith((".yaml", ".yml"))]
    shown = b"".join(
        data for name, data in outputs(internal).items() if name.endswith(".html")
    )
    assert b"audits/shops" in shown
    assert (internal / "en/comparison/index.html").is_file()


def test_the_machine_is_not_named(place: Planted, made: Path) -> None:
    """No file tells where, on what and by whom it was made."""
    names = [str(place.root), str(place.root.parent), str(ROOT)]
    names += [
        name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 8
    ]
    for name, data in outputs(made).items():
        for part in readings(data):
            for word in names:
                assert word.encode() not in part, (name, word)


def test_pictures_of_others_are_not_even_counted(place: Planted, made: Path) -> None:
    """Only the client's public picture is on the site, drawn anew; no digest is told."""
    for site in (made / "plugin", made / "build"):
        pictures = [name for name in outputs(site) if "/evidence/" in name]
        assert len(pictures) == 2
    for name, data in outputs(made).items():
        for part in readings(data):
            for digest in place.digests:
                assert digest.encode() not in part, name


def test_a_client_is_named_among_several(place: Planted, tmp_path: Path) -> None:
    """With several shops and none named there is no site, and the shops are listed."""
    result = run("build", "--out", str(tmp_path / "site"))

    assert result.exit_code == 2
    assert not (tmp_path / "site").exists()
    for shop in (OWN, *place.rivals):
        assert shop in result.stderr


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("audience", ["client", "internal"])
def test_every_planted_file_is_read(audience: str) -> None:
    """The project has no error, so that nothing is left out for being wrong."""
    result = run("score", "--json", "--audience", audience)

    assert result.exit_code == 0, result.stderr
    assert len(json.loads(result.stdout)["reports"]) == 3
