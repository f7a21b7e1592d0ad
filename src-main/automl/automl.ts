/** What other domains ask of searches. */
import type { Engine, RunningStep, StepLaunch } from '../engines/engine.ts';

export interface Automl {
  /**
   * A step with `search`: a program like any other to whoever runs it, but trials of the search run its code, as many and as often as the search says. The same run and step again
   * go on where they were.
   */
  asStep(about: StepOfSearch): Promise<RunningStep>;
}

export interface StepOfSearch {
  engine: Engine;
  launch: StepLaunch;
  /** The study's YAML, in the code folder. */
  file: string;
  /** Of the whole run. */
  parentRun(): Promise<string>;
}
