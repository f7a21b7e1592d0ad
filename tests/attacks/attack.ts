/** `attack`: sends a row and says how it went. */
import type { Canaries } from './canaries.ts';
import type { Row, Sent, Target } from './rows.ts';
import { type Answered, send } from './send.ts';

export interface Outcome {
  /** Requests that were not refused, in words. */
  let: string[];
  /** What was touched that nobody may touch, in words. */
  touched: string[];
}

export async function attack(base: string, row: Row, target: Target, canaries: Canaries): Promise<Outcome> {
  const texts: string[] = [];
  const ask = async (sent: Sent): Promise<Answered> => {
    const answer = await send(base, sent);
    texts.push(answer.text);
    return answer;
  };
  const outcome: Outcome = { let: [], touched: [] };
  const answers: Answered[] = [];
  for (const sent of row.send(target)) {
    const answer = await ask(sent);
    answers.push(answer);
    const isRefused = answer.status >= 400 && answer.status < 500;
    if (!isRefused && !sent.follow) outcome.let.push(`${sent.method} ${sent.path.slice(0, 200)} → ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  if (outcome.let.length > 0) await row.onward?.(target, ask, answers);
  return { ...outcome, touched: canaries.touched(texts) };
}

/** An experiment, a run and a model that an attack can use. */
export async function prepareTarget(base: string, name: string, { outside, listener }: Canaries): Promise<Target> {
  const post = async (path: string, json: unknown) => JSON.parse((await send(base, { method: 'POST', path: `/api/2.0/mlflow/${path}`, json })).text);
  const { experiment_id: experimentId } = (await post('experiments/create', { name })) as { experiment_id: string };
  const { run } = (await post('runs/create', { experiment_id: experimentId })) as { run: { info: { run_id: string } } };
  await post('registered-models/create', { name });
  return { experimentId, runId: run.info.run_id, model: name, outside, listener };
}
