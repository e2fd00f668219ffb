"""The smallest program with click to compare with: it says its argument, and nothing else."""

from __future__ import annotations

import click


@click.command()
@click.argument("word")
def say(word: str) -> None:
    """Says WORD."""
    click.echo(word)


if __name__ == "__main__":
    say()
