"""What has happened before the curtain rises: the coordinator joined and asks a survey."""

import logging

import aiohttp

from bot.simulator.client import SimulatorError, Town

log = logging.getLogger(__name__)

COORDINATOR = "Rosalind"
TAPS_TO_JOIN = ("Agree", "Parent or carer")
COMMAND = "/open"
TAPS_TO_OPEN = ("How would you like to be involved?", "Ask this survey", "Everybody", "Open it now")
PATIENCE = 30.0
"""Seconds: the bot is only just starting."""


async def set_scene(address: str) -> None:
    """Done as a person would, by the labels on the buttons. Without it the demo begins with nothing asked."""
    try:
        async with Town(address, patience=PATIENCE) as town:
            coordinator = await town.person(COORDINATOR)
            await coordinator.start()
            for label in TAPS_TO_JOIN:
                await coordinator.tap(label)
            await coordinator.sees("Welcome")
            await coordinator.type(COMMAND)
            for label in TAPS_TO_OPEN:
                await coordinator.tap(label)
    except (SimulatorError, AssertionError, aiohttp.ClientError) as error:
        log.warning("The opening scene could not be played (%s)", error)
