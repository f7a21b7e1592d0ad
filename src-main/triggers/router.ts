/** The contract's `triggers`. */
import { procedures } from '../common/procedures.ts';
import { triggersContract } from '../contract/triggers.ts';
import type { Triggers } from './triggers.ts';

const here = procedures(triggersContract);

export function triggersRouter(triggers: Triggers) {
  return here.router({
    list: here.list.handler(() => triggers.list()),
    add: here.add.handler(({ input }) => triggers.add(input)),
    update: here.update.handler(({ input }) => triggers.update(input)),
    remove: here.remove.handler(({ input }) => triggers.remove(input.name)),
    pause: here.pause.handler(({ input }) => triggers.setPaused(input.name, true)),
    resume: here.resume.handler(({ input }) => triggers.setPaused(input.name, false)),
    fire: here.fire.handler(({ input }) => triggers.fire(input.name, input.params)),
    history: here.history.handler(({ input }) => triggers.history(input)),
    renewToken: here.renewToken.handler(({ input }) => triggers.renewToken(input.name)),
    preview: here.preview.handler(({ input }) => triggers.preview(input.source, input.count)),
    calendar: here.calendar.handler(({ input }) => triggers.calendar(input.from, input.to)),
    simulate: here.simulate.handler(({ input }) => triggers.simulate(input.days)),
    watchSimulation: here.watchSimulation.handler(({ input, signal }) => triggers.watchSimulation(input, signal)),
  });
}
