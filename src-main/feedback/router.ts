import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { feedbackContract } from '../contract/feedback.ts';
import type { Feedback } from './index.ts';

export function feedbackRouter({ changes }: Pick<Core, 'changes'>, feedback: Feedback) {
  const implement = procedures(feedbackContract);
  return implement.router({
    list: implement.list.handler(() => feedback.list()),
    get: implement.get.handler(({ input }) => feedback.get(input.name)),
    save: implement.save.handler(({ input }) => feedback.save(input)),
    load: implement.load.handler(({ input }) => feedback.load(input.challenge, input.solution)),
    remove: implement.remove.handler(({ input }) => feedback.remove(input.name)),
    pause: implement.pause.handler(({ input }) => feedback.pause(input.name, input.paused)),
    start: implement.start.handler(({ input }) => feedback.start(input.name)),
    watch: implement.watch.handler(({ input: { name }, signal }) =>
      snapshots({ changes, topics: ['feedback'], id: name, read: () => feedback.get(name), ...(signal && { signal }) }),
    ),
  });
}
