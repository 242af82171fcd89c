"""What a shell needs to complete our commands."""

import click

SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Print what a shell needs to complete commands.")
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script by which a shell completes commands, people and plans.

    \b
    bash   put into ~/.bashrc:  eval "$(nudges completion bash)"
    zsh    put into ~/.zshrc:   eval "$(nudges completion zsh)"
    fish   nudges completion fish > ~/.config/fish/completions/nudges.fish
    """
    from click.shell_completion import get_completion_class

    from nudges.cli import root

    kind = get_completion_class(shell)
    assert kind is not None, shell
    click.echo(kind(root, {}, "nudges", "_NUDGES_COMPLETE").source())
