"""What stands beside the chats: clock, faults, the bot's process, the crowd."""

from bot.simulator.cast import crowd_people
from bot.simulator.crowd import Crowd
from bot.simulator.process import BotProcess
from bot.simulator.refusals import Json, NotAllowedError
from bot.simulator.world import World


class Controls:
    def __init__(self, world: World) -> None:
        self._world = world
        self.process: BotProcess | None = None
        self.crowd = Crowd(crowd_people(), self.changed)
        self.address = ""  # known once it is served

    def cast(self) -> Json:
        world, faults = self._world, self._world.faults
        return {
            "people": [
                {"id": person.id, "first_name": person.first_name, "part": person.part}
                for person in world.state.people.values()
                if person.shown
            ],
            "bot": {name: world.bot[name] for name in ("id", "username", "first_name")},
            "process": "none" if self.process is None else self.process.status,
            "clock": {"now": world.clock.now().isoformat(), "offset": world.clock.offset},
            "faults": {"slow": faults.slow, "refuse": faults.refuse, "limits": world.limits.on},
            "crowd": self.crowd.progress(),
        }

    def changed(self) -> Json:
        """Tells every screen; gives back what it told."""
        cast = self.cast()
        self._world.hub.tell_everybody("cast", cast)
        return cast

    async def do_process(self, doing: str) -> Json:
        if self.process is None:
            raise NotAllowedError("this simulator does not own the bot's process")
        if doing == "start":
            await self.process.start()
        elif doing == "stop":
            await self.process.stop()
        elif doing == "kill":
            await self.process.kill()
        else:
            raise NotAllowedError("do is start, stop or kill")
        return self.cast()

    def start_crowd(self, doing: str) -> Json:
        if doing != "answer":
            raise NotAllowedError("do is answer")
        self.crowd.start(self.address)
        return self.changed()

    async def close(self) -> None:
        await self.crowd.stop()
        if self.process is not None:
            await self.process.stop()
