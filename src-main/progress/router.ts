import { procedures } from '../common/procedures.ts';
import { progressContract } from '../contract/progress.ts';
import type { Progress } from './index.ts';

export function progressRouter(progress: Progress) {
  const implement = procedures(progressContract);
  return implement.router({ standing: implement.standing.handler(({ input }) => progress.standing(input.language)) });
}
