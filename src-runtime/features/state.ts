/**
 * `addEvent`, `readView`: the online side of a feature view, for one key. The very same arithmetic as the offline join (src-main/features/worker), so that
 * what is served equals what was trained on: sums go by whole millionths, whatever order events come in.
 */
import type { FeatureDefinition, FeatureViewDefinition, OnlineEvent, Value } from './definition.ts';

/** Sums are exact up to here; the smallest part that counts. */
export const parts = 1_000_000;

/** In the order of happening; events of the same moment in the order in which they became known, then in which they came. */
export function addEvent(view: FeatureViewDefinition, events: OnlineEvent[], event: OnlineEvent): boolean {
  if (event.id !== undefined && events.some(({ id }) => id === event.id)) return false;
  let place = events.length;
  while (place > 0 && isBefore(event, events[place - 1]!)) place--;
  events.splice(place, 0, event);
  forget(view, events, event.known);
  return true;
}

function isBefore(a: OnlineEvent, b: OnlineEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.known < b.known);
}

/** What no window reaches any more goes; the newest event stays, for it has the last values. */
function forget(view: FeatureViewDefinition, events: OnlineEvent[], now: number): void {
  const reach = Math.max(0, ...view.features.map(({ windowMs }) => windowMs ?? 0));
  let gone = 0;
  while (gone < events.length - 1 && events[gone]!.at <= now - reach) gone++;
  if (gone > 0) events.splice(0, gone);
}

/** The view's features at a moment; `events` holds what became known up to then. */
export function readView(view: FeatureViewDefinition, events: readonly OnlineEvent[], at: number): Value[] {
  const seen = events.filter((event) => event.at <= at && event.known <= at);
  const newest = seen.at(-1);
  const last = newest && at - newest.at <= view.ttlMs ? newest : undefined;
  return view.features.map((feature, index) => (feature.aggregate === null ? (last?.values[index] ?? null) : windowed(feature, seen, index, at)));
}

function windowed({ aggregate, windowMs }: FeatureDefinition, seen: readonly OnlineEvent[], index: number, at: number): Value {
  const values: Value[] = [];
  // Newest first: outside of the window there is nothing more to find.
  for (let place = seen.length - 1; place >= 0 && seen[place]!.at > at - windowMs!; place--) {
    const value = seen[place]!.values[index]!;
    if (value !== null) values.push(value);
  }
  if (aggregate === 'count') return values.length;
  if (aggregate === 'distinct') return new Set(values.map(String)).size;
  const numbers = values.map(Number);
  const sum = () => Number(numbers.reduce((total, each) => total + BigInt(toParts(each)), 0n)) / parts;
  if (aggregate === 'sum') return sum();
  if (numbers.length === 0) return null;
  if (aggregate === 'mean') return sum() / numbers.length;
  return aggregate === 'min' ? Math.min(...numbers) : Math.max(...numbers);
}

/** Halves go away from zero, as in SQL. */
function toParts(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) * parts);
}
