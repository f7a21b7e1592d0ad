/** `playChallenge`: a challenge's whole loop with nobody watching. Each part finds what an earlier command that was killed has left, and goes on from there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../../contract/index.ts';
import { readPolicy } from '../../../feedback/file.ts';
import { parseStory } from '../../../monitoring/simulator/timeline/file.ts';
import { untilRest } from '../at-rest.ts';
import { feedbackTexts, loopEventText } from '../feedback-texts.ts';
import { engineOption, solutionOption } from '../options.ts';
import type { Session } from '../session.ts';

interface PlayOptions {
  solution: string;
  engine?: string;
  story?: string;
}

const lookMs = 500;

export async function playChallenge(session: Session, challenge: string, options: PlayOptions): Promise<number> {
  const { client, lab, locale, tell, print } = session;
  const t = feedbackTexts[locale];
  const solution = solutionOption(options.solution, locale);
  const folder = lab.workspaces.codeFolder(challenge, solution);
  const policy = readPolicy(folder, solution);
  const file = options.story ?? join(folder, 'cenario.yaml');
  const story = parseStory(readFileSync(file, 'utf8'), 'cenario.yaml');
  await Promise.all(lab.recovered.filter((runId) => lab.pipelines.get(runId).pipeline === challenge).map((runId) => untilRest(session, runId)));

  const left = (await client.monitoring.plays({ endpoint: policy.endpoint })).find(({ endedAt }) => endedAt === null);
  if (left) tell(t.again);
  else {
    tell(t.training);
    const engine = engineOption(options.engine, locale);
    const { runId } = await client.pipelines.start({ pipeline: challenge, solution, params: {}, ...(engine && { engine }) });
    const run = await untilRest(session, runId);
    if (run.error) throw new BancadaError(run.error.code as 'STEP_FAILED', run.error.data);
  }
  const { engine } = lab.serving.get(policy.endpoint);
  await client.feedback.save({ ...policy, train: { ...policy.train, engine } });
  const { id, startedAt } = await client.monitoring.playTimeline({ endpoint: policy.endpoint, timeline: story, resume: true });
  lab.rollouts.takeUp();
  await lab.feedback.resume();

  const told = new Map<string, number>();
  for (;;) {
    const { loops } = await client.feedback.get({ name: policy.name });
    const mine = loops.filter((loop) => loop.startedAt >= startedAt).reverse();
    for (const { id: loop, events } of mine) {
      for (const event of events.slice(told.get(loop) ?? 0)) tell(loopEventText(event, locale));
      told.set(loop, events.length);
    }
    const done = mine.find(({ status }) => status === 'promoted');
    const sending = lab.monitoring.plays.get(id).status === 'running';
    if (done || (!sending && !mine.some(({ status }) => status === 'running'))) {
      await client.monitoring.cancelPlay({ id });
      const play = lab.monitoring.plays.get(id);
      print({ recovered: done !== undefined, play, loops: mine }, () => (done ? t.recovered(done.before, done.after) : t.notRecovered));
      return done ? 0 : 1;
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
