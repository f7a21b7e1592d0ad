/** `feedback play` as the CLI runs it, in a process that kills itself at the failpoint that it is given: `node feedback-core.ts HOME STORY FAILPOINT`. */
import { flushCompileCache } from 'node:module';
import { playChallenge } from '../../src-main/hosts/cli/commands/feedback-play.ts';
import { withLab } from '../../src-main/hosts/cli/session.ts';
import type { Lab } from '../../src-main/lab.ts';
import { failpoints } from './feedback-failpoints.ts';

const [home = '', story = '', name = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');

function arm({ core, feedback }: Lab): void {
  const failpoint = failpoints[name];
  if (!failpoint) return;
  let left = failpoint.nth ?? 1;
  core.changes.listen(({ topic }) => {
    if (topic !== failpoint.topic) return;
    const loop = feedback.list()[0]?.loops[0] ?? null;
    if (failpoint.phase && (loop?.status !== 'running' || loop.phase !== failpoint.phase)) return;
    if (failpoint.event && loop?.events.at(-1)?.kind !== failpoint.event) return;
    if (failpoint.alert && loop === null && core.storage.db.prepare('SELECT 1 FROM alerts').get() === undefined) return;
    if (--left === 0) die();
  });
}

await withLab(
  { home, json: true },
  (session) => {
    // What reading the sources came to is there for the next core: this one does not leave in good order.
    flushCompileCache();
    arm(session.lab);
    return playChallenge(session, '08-feedback-loop', { solution: 'reference', engine: 'process', story });
  },
  { recover: true },
);
