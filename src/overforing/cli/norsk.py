"""Click på norsk: hjelpen og feilmeldingene for kommandolinjen."""

from __future__ import annotations

import click


class Kommando(click.Command):
    """En kommando med norsk hjelp."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        valg = super().get_help_option(ctx)
        if valg is not None:
            valg.help = "Vis denne hjelpen og avslutt."
        return valg

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        biter = [bit.replace("[OPTIONS]", "[VALG]") for bit in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(biter), prefix="Bruk: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rader = [rad for parameter in self.get_params(ctx) if (rad := parameter.get_help_record(ctx))]
        if rader:
            with formatter.section("Valg"):
                formatter.write_dl([(navn, tekst.replace("[required]", "[må være med]")) for navn, tekst in rader])


class Gruppe(Kommando, click.Group):
    """Programmet med underkommandoer."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        hva = "[KOMMANDO] …" if ctx.parent else "[FIL … | KOMMANDO …]"
        formatter.write_usage(ctx.command_path, f"[VALG] {hva}", prefix="Bruk: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rader = [(navn, kommando.get_short_help_str(90)) for navn, kommando in self.commands.items()]
        with formatter.section("Kommandoer"):
            formatter.write_dl(rader)


def bruksfeil(feil: click.ClickException) -> str:
    """En feil i hvordan kommandoen ble skrevet, på norsk."""
    tekst = _tekst(feil)
    ctx = getattr(feil, "ctx", None)
    return f"{tekst} Se «{ctx.command_path} --help»." if ctx else tekst


def _tekst(feil: click.ClickException) -> str:
    match feil:
        case click.NoSuchOption():
            likt = f" Mente du {' eller '.join(sorted(feil.possibilities))}?" if feil.possibilities else ""
            return f"Det finnes ikke noe valg «{feil.option_name}».{likt}"
        case click.MissingParameter():
            navn = feil.param.make_metavar(feil.ctx) if feil.param and feil.ctx else feil.param_hint or ""
            if feil.param and feil.param.param_type_name == "option":
                navn = f"{feil.param.opts[0]} {navn}"
            return f"Det mangler noe: {navn}."
        case click.BadParameter():
            valg = feil.param.opts[0] if feil.param else "argumentet"
            if feil.param and isinstance(feil.param.type, click.Choice):
                return f"Ugyldig verdi for {valg}. Velg blant: {', '.join(map(str, feil.param.type.choices))}."
            return f"Ugyldig verdi for {valg}."
        case click.BadOptionUsage():
            return f"Valget {feil.option_name} mangler en verdi eller har en for mye."
        case click.UsageError() if feil.ctx and isinstance(feil.ctx.command, click.Group):
            return f"Ukjent kommando. Velg blant: {', '.join(feil.ctx.command.commands)}."
        case click.UsageError():
            return "Kommandoen har et argument for mye."
        case _:
            return "Kommandoen kunne ikke tolkes."
