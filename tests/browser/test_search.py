"""Search in Chromium: forms of Polish and English words, over http and from files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from repository import ROOT
from thoroughness import sampled
from tiny_project import write, write_project

THEME = ROOT / "site_templates" / "theme"
LUNR = THEME / "assets/javascripts/lunr/min/lunr.pl.min.js"

# --- stems --------------------------------------------------------------------------

LEMMAS = """
zwrot zwroty zwrotów zwrotu zwrocie zwrotem zwrotami zwrotach zwrotow
reklamacja reklamacji reklamacje reklamację reklamacją reklamacjami reklamacyjny
sprzedawca sprzedawcy sprzedawców sprzedawcom sprzedawcę sprzedawcą
klient klienci klientów klientom klienta klientem kliencie klientami klientowi
dostawa dostawę dostawy dostaw dostawie dostawą dostawach dostawe
opinia opinii opinie opinię opinią opiniami opiniach
płatność płatności płatnością płatnościach platnosci
koszyk koszyka koszyku koszykiem koszyki koszyków
przesyłka przesyłki przesyłkę przesyłek przesyłce przesyłkami przesylka
śledzenie śledzenia śledzeniu śledzeniem sledzenie
jakość jakości jakością jakosc
zamówienie zamówienia zamówień zamówieniu zamówieniach
strona stronie stron stronę stronach
cena ceny cen cenie cenę cenami
noc nocy noce nocą
produkt produkcie produkty produktów produktu
paczka paczki paczkę paczek paczce
wyszukiwarka wyszukiwarce wyszukiwarek wyszukiwarki
obsługa obsłudze obsługi obsługę
użytkownik użytkownicy użytkowników
formularz formularza formularze formularzy
newsletter newslettera newsletterze newsletterów
system systemu systemem systemy
problem problemu problemy problemów
polityka polityce polityki politykę
darmowy darmowa darmowej darmowych darmowego
szybki szybka szybkiej szybkich
błąd błędy błędów błędem błędzie
wniosek wniosku wnioski wniosków
zdjęcie zdjęcia zdjęć zdjęciach
zgoda zgody zgodzie zgodę zgód
pieniądze pieniędzy
książka książek książce
kategoria kategorii kategorie
umowa umów umowy umowie
odpowiedź odpowiedzi odpowiedziach
"""

APART = """
zwrot zwrotka zwrotny
czas czasopismo
stan stanik standard
karta kartka karton
faktura fakt
cena cenzura
klient klientela
sklep sklepienie
bon bonus
dostawa dostawca dostatek
produkt produkcja
poza poziom
koszyk koszt kosz
opis opiekun
"""

ENGLISH = """
return returns returned returning
delivery deliveries
complaint complaints
review reviews reviewed
refund refunds refunded
payment payments
basket baskets
question questions
description descriptions
"""


@pytest.fixture
def stems(tab: Any, sample_folder: Path) -> Callable[[str, list[str]], dict[str, str]]:
    """The stems of words: in Polish ours, in English those of Material's worker."""
    (worker,) = sample_folder.glob("assets/javascripts/workers/*.js")
    tab.page.goto("about:blank")
    tab.page.add_script_tag(path=worker)
    tab.page.add_script_tag(path=LUNR)

    def ask(language: str, words: list[str]) -> dict[str, str]:
        found: list[str] = tab.page.evaluate(
            """([language, words]) => words.map(
                 language === "pl"
                   ? lunr.pl.stem
                   : word => lunr.stemmer(new lunr.Token(word)).toString())""",
            [language, words],
        )
        return dict(zip(words, found, strict=True))

    return ask


def groups(table: str) -> list[list[str]]:
    """Return the lines of a table as lists of words."""
    return [line.split() for line in table.split("\n") if line]


@pytest.mark.parametrize(("language", "table"), [("pl", LEMMAS), ("en", ENGLISH)])
def test_forms_of_a_word_share_a_stem(
    stems: Callable[[str, list[str]], dict[str, str]], language: str, table: str
) -> None:
    """Cases and numbers of a noun, genders of an adjective, with diacritics or not."""
    found = [stems(language, forms) for forms in groups(table)]
    assert [forms for forms in found if len({*forms.values()}) != 1] == []


def test_words_that_only_look_alike_stay_apart(
    stems: Callable[[str, list[str]], dict[str, str]],
) -> None:
    """A stem does not swallow what makes another word."""
    lemmas = [forms[0] for forms in groups(LEMMAS)]
    found = [stems("pl", words) for words in [lemmas, *groups(APART)]]
    assert [words for words in found if len({*words.values()}) != len(words)] == []


def test_stem_keeps_short_words_and_words_with_digits(
    stems: Callable[[str, list[str]], dict[str, str]],
) -> None:
    """Nothing is cut where too little would be left."""
    words = ["dla", "ile", "nie", "ceo", "e001", "30dni", "2026"]
    assert stems("pl", words) == {word: word for word in words}


# --- the sample site ----------------------------------------------------------------


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest) -> str:
    """The address of the sample site, served and as files."""
    if request.param == "http":
        url: str = request.getfixturevalue("sample_url")
        return url
    folder: Path = request.getfixturevalue("sample_folder")
    return f"{folder.as_uri()}/"


READ = """links => links.map(link => ({
  address: link.href,
  page: link.closest('.md-search-result__item').querySelector('h1')?.textContent,
  title: link.querySelector('h1, h2').textContent,
  text: link.querySelector('article').textContent,
  missing: link.querySelector('.md-search-result__terms')?.textContent,
  marked: [...link.querySelectorAll('mark')].map(mark => mark.textContent),
}))"""


def ask(tab: Any, words: str) -> list[dict[str, Any]]:
    """Type a question and return all results in order."""
    page = tab.page
    results = page.locator(".md-search-result__link")
    results.evaluate_all("links => links.forEach(link => link.remove())")
    page.locator(".md-search__input").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(words)
    page.keyboard.press("End")  # Material listens to keys
    results.first.wait_for(state="attached")
    found: list[dict[str, Any]] = results.evaluate_all(READ)
    for _ in range(20):  # what is half typed has results too, and they come first
        page.wait_for_timeout(100)
        again = results.evaluate_all(READ)
        if again == found:
            break
        found = again
    return found


POLISH = {
    "zwrotów": ("Czas zwrotu pieniędzy po odstąpieniu", "zwrotu"),
    "zwrotow": ("Wykorzystanie powodów zwrotów", "zwrotów"),
    "reklamacji": ("Odpowiedź na reklamację w 14 dni", "reklamację"),
    "reklamacje": ("Odpowiedź na reklamację w 14 dni", "reklamację"),
    "sprzedawca": ("Dane identyfikacyjne i kontaktowe sprzedawcy", "sprzedawcy"),
    "sprzedawcy": ("Dane identyfikacyjne i kontaktowe sprzedawcy", "sprzedawcy"),
    "klienci": ("Bestsellery z opiniami klientów", "klientów"),
    "klientów": ("Doradztwo oparte na potrzebach klienta", "klienta"),
    "klientom": ("Bestsellery z opiniami klientów", "klientów"),
    "dostawę": ("Terminowość dostaw", "dostaw"),
    "opinii": ("Neutralne prośby o opinię", "opinię"),
    "płatności": ("Pomoc po nieudanej płatności", "płatności"),
    "platnosc": ("Pomoc po nieudanej płatności", "płatności"),
    "koszyka": ("Pełny koszt widoczny w koszyku", "koszyku"),
    "przesylka": ("Powiadomienia o przesyłce", "przesyłce"),
    "jakosc": ("Jakość opisów produktów", "Jakość"),
    "sledzenie": ("Wybór w banerze cookie", "śledzenie"),
}
"""By question: a finding it leads to, and the form of the word that stands there."""

ENGLISH_QUESTIONS = {
    "return": ("Use of return reasons", "return"),
    "returns": ("Use of return reasons", "return"),
    "deliveries": ("Range of delivery options", "delivery"),
    "delivery": ("Range of delivery options", "delivery"),
    "complaint": ("Learning from complaints", "complaints"),
    "complaints": ("Complaint status check", "Complaint"),
    "refunds": ("Refund time after withdrawal", "Refund"),
    "newsl": ("Promise of the newsletter form", "newsletter"),
}


@pytest.mark.parametrize(
    ("language", "questions"), [("pl", POLISH), ("en", ENGLISH_QUESTIONS)]
)
def test_any_form_finds_the_finding(
    tab: Any, base: str, language: str, questions: dict[str, tuple[str, str]]
) -> None:
    """A word finds what holds another form of it, shown as it was written."""
    wrong = {}
    tab.page.goto(f"{base}{language}/index.html")
    asked = sampled([*questions.items()], every=2, start=int(base.startswith("file")))
    for words, (title, form) in asked:
        results = [result for result in ask(tab, words) if result["title"] == title]
        if not any(
            form in " ".join(result["marked"]) and not result["missing"]
            for result in results
        ):
            wrong[words] = results
    assert wrong == {}


def test_result_opens_at_the_finding(tab: Any, base: str) -> None:
    """A result names shop and date above the finding, and leads to its anchor."""
    tab.page.goto(f"{base}pl/index.html")
    ask(tab, "nieudane płatności")
    item = tab.page.locator(".md-search-result__item", has_text="Lumen · 15 września")
    link = item.locator("a[href$='#failed-payment-recovery']")
    link.click()
    tab.page.wait_for_url(re.compile("lumen/2026-09-15/.*#failed-payment-recovery$"))
    assert tab.page.locator("#failed-payment-recovery").is_visible()


@pytest.mark.parametrize(("language", "other"), [("pl", "en"), ("en", "pl")])
def test_language_of_the_page_comes_first(
    tab: Any, base: str, language: str, other: str
) -> None:
    """A word of both languages finds the page's language, then the other."""
    tab.page.goto(f"{base}{language}/index.html")
    found = [result["address"] for result in ask(tab, "Barlow")]
    folders = [address.removeprefix(base)[:2] for address in found]
    assert folders == sorted(folders, key=[language, other].index)
    assert set(folders) == {language, other}


def test_words_in_quotes_are_all_needed(tab: Any, base: str) -> None:
    """What must be there may be there in another form, and nothing else will do."""
    tab.page.goto(f"{base}pl/index.html")
    loose, strict = ask(tab, "zwroty pieniędzy"), ask(tab, '"zwroty pieniędzy"')
    assert any("zwrotu pieniędzy" in result["title"] for result in strict)
    assert len(strict) < len(loose)
    assert all(
        len(result["marked"]) > 1 for result in strict if "#" in result["address"]
    )


EVIL = "<img src=x onerror=alert(1)>"


def test_question_in_the_address_is_text(tab: Any, base: str) -> None:
    """A link with a hostile question runs nothing, wherever it is shown again."""
    words = f'newsletter {EVIL} "><script>alert(2)</script>'
    tab.page.goto(f"{base}en/index.html?q={quote(words)}")
    result = tab.page.locator(".md-search-result__terms").first
    result.wait_for(state="attached")
    assert "onerror" in result.text_content()
    assert tab.page.locator("img[src=x]").count() == 0


def test_hostile_entries_are_text(
    tab: Any,
    tmp_path: Path,
    serve: Callable[[Path], str],
    build_site: Callable[..., None],
) -> None:
    """Titles and texts of entries show as they were written, also where marked."""
    write_project(tmp_path, "bell", evil=f" {EVIL}")
    (tmp_path / "docs").mkdir()
    settings = {"site_name": "Site", "theme": {"name": "material"}}
    settings["plugins"] = ["search", "cx-audit"]
    write(tmp_path / "mkdocs.yml", yaml.safe_dump(settings))
    build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    tab.page.goto(f"{serve(tmp_path / 'site')}pl/index.html")
    for words in ("bell-rings", "bell img onerror=alert(1)", "Questions lt gt"):
        results = ask(tab, words)
        assert any(EVIL in result["title"] for result in results)
        assert any("Question" in result["text"] for result in results)
        assert tab.page.locator("img[src=x]").count() == 0


@pytest.fixture(scope="module")
def own_words(
    made_once: Callable[..., Path],
    serve: Callable[..., str],
    build_site: Callable[..., None],
) -> str:
    """The address of a site with pages and options of the user's own."""

    def make(root: Path) -> None:
        write_project(root, "bell")
        titles = ("Czasopismo o czasopismach", "Po czasie", "Przesyłka", "Dataset")
        for name, title in enumerate(titles):
            write(root / f"docs/pl/own{name}.md", f"# {title}\n\nKurier")
        write(root / "docs/en/own.md", "# Of a date\n\nCourier")
        theme = {"name": "material", "features": ["search.suggest"]}
        options = {"lang": ["en", "de"], "pipeline": ["trimmer", "stopWordFilter"]}
        plugins = [{"search": options}, "cx-audit"]
        settings = {"site_name": "Site", "theme": theme, "plugins": plugins}
        write(root / "mkdocs.yml", yaml.safe_dump(settings))
        build_site(root / "mkdocs.yml", root / "site")

    return f"{serve(made_once('own-words', make) / 'site')}pl/index.html"


def test_suggestions_are_words(tab: Any, own_words: str) -> None:
    """With Material's `search.suggest` no stem is offered, and forms are still found."""
    tab.page.goto(own_words)
    ask(tab, "przesy")
    assert tab.page.locator(".md-search__suggest").inner_text() == "przesyłka"
    assert [result["title"] for result in ask(tab, "przesyłkami")] == ["Przesyłka"]


def test_a_form_comes_before_a_longer_word(tab: Any, own_words: str) -> None:
    """What is typed may begin another word; a form of it is the better find."""
    tab.page.goto(own_words)
    titles = [result["title"] for result in ask(tab, "czas")]
    assert titles == ["Po czasie", "Czasopismo o czasopismach"]


def test_languages_do_not_mix_their_forms(tab: Any, own_words: str) -> None:
    """The Polish `data` is not taken for a form of the English `date`."""
    tab.page.goto(own_words)
    assert [result["title"] for result in ask(tab, "data")] == ["Dataset"]
