"""The words of exports: headers of columns, names of sheets, headings in tickets."""

from __future__ import annotations

from types import MappingProxyType

_WORDS = MappingProxyType(
    {
        "about": ("about", "o audycie"),
        "accepted_reason": ("accepted because", "powód akceptacji"),
        "accepted_until": ("accepted until", "akceptacja do"),
        "advice": ("advice", "rada"),
        "after": ("total after", "wynik po kroku"),
        "answer": ("answer", "odpowiedź"),
        "as_of": ("as of", "stan na"),
        "assessed": ("assessed", "rodzaj oceny"),
        "assessed.external": ("external assessment", "ocena zewnętrzna"),
        "assessed.self": ("self-assessment", "samoocena"),
        "assessed.training": ("training exercise", "ćwiczenie szkoleniowe"),
        "audience": ("made for", "dla kogo"),
        "audience.client": ("the client", "klient"),
        "audience.internal": ("internal use only", "tylko do użytku wewnętrznego"),
        "auditors": ("auditors", "audytorzy"),
        "checked_on": ("checked on", "sprawdzono"),
        "count.critical": ("critical", "krytyczne"),
        "count.failing": ("fall short", "niespełnione"),
        "count.met": ("met", "spełnione"),
        "count.not-applicable": ("not applicable", "nie dotyczy"),
        "count.partly-met": ("partly met", "częściowo spełnione"),
        "count.unanswered": ("not answered", "bez odpowiedzi"),
        "count.unknown": ("not known", "nie wiadomo"),
        "coverage": ("coverage, %", "pokrycie, %"),
        "criterion": ("criterion", "kryterium"),
        "critical": ("critical", "krytyczne"),
        "date": ("audit date", "data audytu"),
        "days": ("working days", "dni robocze"),
        "definition": ("definition", "definicja"),
        "due": ("due", "termin"),
        "edition": ("edition", "wersja"),
        "edition.internal": (
            "Internal edition – not for clients",
            "Wersja wewnętrzna – nie dla klientów",
        ),
        "effort": ("effort", "nakład"),
        "effort_words": ("effort in words", "nakład słownie"),
        "evidence": ("evidence", "dowody"),
        "findings": ("findings", "ustalenia"),
        "gain": ("gain, points", "zysk, pkt"),
        "generator": ("made with", "wykonano w"),
        "high": ("high", "najwyżej"),
        "id": ("finding id", "id ustalenia"),
        "label": ("label", "oznaczenie"),
        "level": ("level", "poziom"),
        "level_after": ("level after", "poziom po kroku"),
        "lifts_to": ("leads to the level", "prowadzi do poziomu"),
        "link": ("link", "odnośnik"),
        "low": ("low", "najmniej"),
        "no": ("no", "nie"),
        "not_certificate": (
            "This is not a certificate and not legal advice.",
            "To nie jest certyfikat ani porada prawna.",
        ),
        "horizon": ("when", "kiedy"),
        "note": ("note", "notatka"),
        "numbers": ("numbers", "liczby"),
        "numbers_rule": (
            "Worth is 0 to 1. Scores are whole points of 100: score, low and coverage rounded down, high rounded up. Gains are points of the total.",
            "Wartość jest od 0 do 1. Wyniki to pełne punkty na 100: wynik, najmniej i pokrycie zaokrąglone w dół, najwyżej w górę. Zyski to punkty wyniku łącznego.",
        ),
        "outcome": ("outcome", "ocena"),
        "overdue": ("overdue", "po terminie"),
        "owner": ("owner", "odpowiada"),
        "place": ("part", "część"),
        "plan": ("plan", "plan"),
        "point": ("score", "wynik"),
        "private": ("private note", "notatka wewnętrzna"),
        "profile": ("scope", "zakres"),
        "provisional": ("provisional", "wstępny"),
        "question": ("question", "pytanie"),
        "rank": ("step", "krok"),
        "reason": ("reason", "powód"),
        "recommendation": ("recommendation", "rekomendacja"),
        "sample": ("what was looked at", "co obejrzano"),
        "scores": ("scores", "wyniki"),
        "shop": ("shop", "sklep"),
        "stage": ("stage", "etap"),
        "status": ("status", "status"),
        "task_note": ("note on the task", "notatka do zadania"),
        "task_private": ("private note on the task", "notatka wewnętrzna do zadania"),
        "total": ("total", "razem"),
        "touchpoint": ("touchpoint", "punkt styku"),
        "up_to": ("gain is “up to”", "zysk to „do”"),
        "url": ("address", "adres"),
        "value": ("value", "treść"),
        "weight": ("weight", "waga"),
        "what": ("what", "co"),
        "why": ("why it matters", "dlaczego to ważne"),
        "worth": ("worth", "wartość"),
        "yes": ("yes", "tak"),
    }
)
_PLACE = MappingProxyType({"en": 0, "pl": 1})


def header(key: str, language: str) -> str:
    """Return an export's word; raises KeyError for one that there is not."""
    return _WORDS[key][_PLACE[language]]


def heading(key: str, language: str) -> str:
    """Return an export's word with a capital letter."""
    word = header(key, language)
    return word[:1].upper() + word[1:]
