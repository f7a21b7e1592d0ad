/** `answersOf`: what an endpoint answered with its probabilities, and the truth of those of which it has come, for an estimate of how good it is now. */
import type { StudyReport } from '../../contract/drift.ts';
import type { CapturedRequest } from '../../contract/serving.ts';
import type { Truths } from '../truth/truths.ts';
import { type Answer, leastLabels } from './analysis/estimate.ts';

const most = 20_000;

interface Answers {
  answers: { labelled: Answer[]; window: Answer[] } | null;
  noEstimate: StudyReport['noEstimate'];
}

/** `all`: what is kept of the endpoint's traffic; the window itself calibrates nothing. */
export function answersOf(
  endpoint: string,
  window: readonly CapturedRequest[] | null,
  all: readonly CapturedRequest[],
  { truths, now }: { truths: Pick<Truths, 'labelled'>; now: number },
): Answers {
  if (!window) return { answers: null, noEstimate: 'notTraffic' };
  const truth = new Map(truths.labelled(endpoint, now, most).map((each) => [each.id, each.truth]));
  const told = (requests: readonly CapturedRequest[]) => withTruth(requests, truth);
  const inside = told(window);
  if (inside.length === 0) return { answers: null, noEstimate: 'noProbabilities' };
  const [first, last] = [window[0]!.at, window.at(-1)!.at];
  const labelled = told(all.filter(({ at }) => at < first || at > last)).filter((answer) => answer.truth !== null);
  return labelled.length < leastLabels ? { answers: null, noEstimate: 'fewLabels' } : { answers: { labelled, window: inside }, noEstimate: null };
}

/** The rows of one batch stand under one id: `id`, `id:1`, `id:2`, … */
function withTruth(requests: readonly CapturedRequest[], truth: ReadonlyMap<string, string>): Answer[] {
  let [last, place] = ['', 0];
  return requests.flatMap(({ id, status, label, probabilities }) => {
    place = id === last ? place + 1 : 0;
    last = id;
    if (status !== 200 || label === null || probabilities === null) return [];
    return [{ probabilities, predicted: label, truth: truth.get(place === 0 ? id : `${id}:${place}`) ?? null }];
  });
}
