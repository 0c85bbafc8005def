"""The command `cx-audit`: its commands and options; what they do stands beside it.

Everything heavy is imported inside a command, so that `--help` answers at once.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__
from generator.cli.console import say, say_error, say_quoted_lines, tolerate_any_text
from generator.cli.options import (
    as_of_option,
    audience_option,
    audit_date_option,
    folder_option,
    language_option,
    paths_argument,
    shops_option,
)
from generator.cli.project_access import Day, Session
from generator.files.place import PlaceError
from generator.model.audience import CLIENT, INTERNAL, Audience

PROBLEMS, USAGE, IO, BUG, INTERRUPTED = 1, 2, 3, 70, 130
"""The exit codes beside 0 (the reference page "Command" explains them)."""

_EXPORTS = (
    "json",
    "findings.csv",
    "plan.csv",
    "xlsx",
    "jira.csv",
    "gitlab.csv",
    "github.jsonl",
    "plan.ics",
)
"""The formats of `export`, named here because importing them takes time; a test
holds them to `generator.publishing.exports.FORMATS`."""


class _Door(click.Group):
    """A group whose commands stand in the order to type them, with our exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands as they were defined."""
        del ctx
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run a command line and exit with its code."""
        tolerate_any_text()
        kwargs["standalone_mode"] = False
        try:
            result = super().main(*args, **kwargs)
        except click.ClickException as error:
            say_error(error)
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(INTERRUPTED)
        except PlaceError as error:
            say_error(click.UsageError(str(error)))
            sys.exit(USAGE)
        except OSError as error:
            say(f"cx-audit: could not read or write: {error}", err=True)
            sys.exit(IO)
        except Exception as error:  # noqa: BLE001 - the last door: nothing may pass it
            _tell_bug(error)
            sys.exit(BUG)
        sys.exit(result if isinstance(result, int) else 0)


def _tell_bug(error: Exception) -> None:
    if os.environ.get("CX_DEBUG") == "1":
        say_quoted_lines(traceback.format_exc().rstrip(), err=True)
    words = " ".join(str(error).split())
    say(
        f"cx-audit: this is a bug in cx-audit {__version__}, please report it: "
        f"{type(error).__name__}: {words} (CX_DEBUG=1 shows where)",
        err=True,
    )


@click.group(cls=_Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder that holds audits/. [default: the nearest one upwards]",
)
@click.version_option(__version__, prog_name="cx-audit")
@click.pass_context
def main(context: click.Context, project: Path | None) -> None:
    """Audit the customer experience of an online shop.

    \b
    Begin with     cx-audit new my-shop
    fill in the answers, look them over with
                   cx-audit check
    and see the site with
                   cx-audit serve
    """  # noqa: D301 - click looks for the character itself
    context.obj = Session(folder=project)


@main.command()
@click.argument("shop")
@click.option("--date", type=Day(), metavar="DATE", help="[default: today]")
@click.option("--profile", default="full", show_default=True, help="What to ask.")
@language_option("Of the questions.")
@click.option("--from", "before", metavar="DATE", help="Show that audit's answers.")
@click.option("--definition", metavar="ID", help="Which audit definition to use.")
@click.option("--name", help="The shop's name, for a new shop.")
@click.option("--url", help="The shop's address, for a new shop.")
@click.pass_obj
def new(
    session: Session,
    shop: str,
    *,
    date: dt.date | None,
    profile: str,
    language: str | None,
    before: str | None,
    definition: str | None,
    name: str | None,
    url: str | None,
) -> None:
    """Begin an audit: a file with every question, ready to fill in.

    SHOP is the shop's id, lower-case words joined by hyphens: my-shop.
    """
    from generator.cli.commands.new import NewAudit, begin_audit  # noqa: PLC0415

    asked = NewAudit(
        shop=shop,
        date=date,
        profile=profile,
        language=language,
        before=before,
        definition=definition,
        name=name,
        url=url,
    )
    begin_audit(session, asked)


@main.command()
@paths_argument
@click.option("--strict", is_flag=True, help="Advice (W…) fails as well.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
)
@click.pass_obj
def check(
    session: Session, paths: tuple[Path, ...], *, strict: bool, form: str
) -> None:
    """Tell everything that is wrong, with the place and the cure.

    PATH limits what is told to files at or below it.
    """
    from generator.cli.commands.check import check_project  # noqa: PLC0415

    check_project(session, paths, strict=strict, form=form)


@main.command()
@paths_argument
@shops_option
@audience_option(CLIENT)
@click.option("--json", "as_json", is_flag=True, help="Print the Report as JSON.")
@as_of_option
@click.pass_obj
def score(
    session: Session,
    paths: tuple[Path, ...],
    *,
    shops: tuple[str, ...],
    audience: Audience,
    as_json: bool,
    as_of: dt.date | None,
) -> None:
    """Score audits: stages, level, and what to do first.

    PATH is the file of an audit or a folder of them; without one, the latest audit
    of each shop.
    """
    from generator.cli.commands.score import Scoring, score_audits  # noqa: PLC0415

    asked = Scoring(shops=shops, audience=audience, as_of=as_of, as_json=as_json)
    score_audits(session, paths, asked)


@main.command()
@shops_option
@audience_option(CLIENT)
@folder_option("Where the site goes. [default: site/ in the project]")
@click.option("--strict", is_flag=True, help="Advice and warnings fail as well.")
@as_of_option
@click.option("--site-url", metavar="URL", help="Where the site will be published.")
@click.pass_obj
def build(
    session: Session,
    *,
    shops: tuple[str, ...],
    audience: Audience,
    out: Path | None,
    strict: bool,
    as_of: dt.date | None,
    site_url: str | None,
) -> None:
    """Build the site of one shop, for the client."""
    from generator.cli.commands.build import build_site  # noqa: PLC0415
    from generator.cli.site_preparation import Site  # noqa: PLC0415

    site = Site(
        shops=shops,
        audience=audience,
        as_of=as_of,
        out=out,
        strict=strict,
        site_url=site_url,
    )
    build_site(session, site)


@main.command()
@click.argument("shop")
@audit_date_option
@language_option("Of the words. [default: the audit's]")
@audience_option(CLIENT)
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the PDF goes. [default: SHOP-DATE.pdf here]",
)
@as_of_option
@click.pass_obj
def report(
    session: Session,
    shop: str,
    *,
    date: str | None,
    language: str | None,
    audience: Audience,
    pdf: Path | None,
    as_of: dt.date | None,
) -> None:
    """Print an audit as a PDF, with contents, page numbers and figures."""
    from generator.cli.commands.report import PaperReport, print_report  # noqa: PLC0415

    asked = PaperReport(
        shop=shop,
        date=date,
        language=language,
        audience=audience,
        pdf=pdf,
        as_of=as_of,
    )
    print_report(session, asked)


@main.command()
@click.argument("shop")
@audit_date_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(_EXPORTS),
    help="Only this one; may be given again. [default: all]",
)
@language_option("Of the words. [default: the audit's]")
@audience_option(CLIENT)
@folder_option("Where the files go. [default: exports/ in the project]")
@as_of_option
@click.pass_obj
def export(
    session: Session,
    shop: str,
    *,
    date: str | None,
    formats: tuple[str, ...],
    language: str | None,
    audience: Audience,
    out: Path | None,
    as_of: dt.date | None,
) -> None:
    """Write findings and plan as tables, tickets and a calendar."""
    from generator.cli.commands.export import Exporting, export_audit  # noqa: PLC0415

    asked = Exporting(
        shop=shop,
        date=date,
        formats=formats,
        language=language,
        audience=audience,
        out=out,
        as_of=as_of,
    )
    export_audit(session, asked)


@main.command()
@shops_option
@audience_option(INTERNAL)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@as_of_option
@click.pass_obj
def serve(
    session: Session,
    *,
    shops: tuple[str, ...],
    audience: Audience,
    port: int,
    as_of: dt.date | None,
) -> None:
    """Show the site on this machine, anew whenever a file changes."""
    from generator.cli.commands.serve import serve_site  # noqa: PLC0415
    from generator.cli.site_preparation import Site  # noqa: PLC0415

    serve_site(session, Site(shops=shops, audience=audience, as_of=as_of), port)


@main.command()
@click.argument("name", metavar="ID")
@click.pass_obj
def freeze(session: Session, name: str) -> None:
    """Keep a definition's version, before it is changed.

    The newest version of the definition ID is copied. Audits that name this version
    are scored with the copy, for ever.
    """
    from generator.cli.commands.freeze import freeze_definition  # noqa: PLC0415

    freeze_definition(session, name)


@main.command()
@click.argument("name", required=False)
@folder_option("Where they go. [default: audits/schemas/ in the project]")
@click.option("--check", "only_check", is_flag=True, help="Only say if they are fresh.")
@click.pass_obj
def schema(
    session: Session, name: str | None, *, out: Path | None, only_check: bool
) -> None:
    """Write the JSON Schemas that editors use.

    With a NAME, print that one.
    """
    from generator.cli.commands.schema import write_schemas  # noqa: PLC0415

    write_schemas(session, name, out, only_check=only_check)
