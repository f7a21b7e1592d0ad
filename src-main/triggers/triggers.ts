/** What other domains and the router ask of triggers. */
import type { Scalar } from '../contract/base.ts';
import type { Firing, NewTrigger, Trigger, TriggerCalendar, TriggerList, TriggerSimulation, TriggerSource } from '../contract/triggers.ts';

export interface Triggers {
  list(): Promise<TriggerList>;
  /** TRIGGER_EXISTS, SCHEDULE_INVALID, and whatever its pipeline refuses. */
  add(given: NewTrigger): Promise<Trigger>;
  /** TRIGGER_NOT_FOUND besides. */
  update(given: NewTrigger): Promise<Trigger>;
  remove(name: string): Promise<void>;
  /** One, or all together. */
  setPaused(name: string | undefined, paused: boolean): Promise<TriggerList>;
  fire(name: string, params: Record<string, Scalar>): Promise<Firing>;
  history(about: { name?: string | undefined; limit: number; before?: number | undefined }): Firing[];
  renewToken(name: string): Promise<Trigger>;
  preview(source: TriggerSource, count: number): Promise<{ next: number[]; timezone: string }>;
  calendar(from: number, to: number): Promise<TriggerCalendar>;
  simulate(days: number): Promise<TriggerSimulation>;
  watchSimulation(options: { days: number; speed: number }, signal?: AbortSignal): AsyncGenerator<TriggerSimulation, void>;
  /** From now on this core starts what is due, beginning with what was missed. */
  resume(): Promise<void>;
  close(): Promise<void>;
}
