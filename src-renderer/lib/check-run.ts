/** Runs that the checks of a challenge start carry its name and `/check`: shown apart from those that a person starts. */
const ending = '/check';

export function isCheckRun(run: { pipeline: string }): boolean {
  return run.pipeline.endsWith(ending);
}

/** The challenge that a run belongs to, whoever started it. */
export function challengeOf(run: { pipeline: string }): string {
  return isCheckRun(run) ? run.pipeline.slice(0, -ending.length) : run.pipeline;
}
