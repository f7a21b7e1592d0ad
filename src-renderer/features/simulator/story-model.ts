/** Events on a timeline of requests: made, moved and resized, in hundredths. Pure. */
import type { SignatureField, Story, StoryEvent } from '#contract';

export const kinds = [
  'covariate',
  'concept',
  'label-shift',
  'missing',
  'outliers',
  'schema',
  'latency',
  'errors',
  'spike',
] as const satisfies StoryEvent['kind'][];
export const shapes = ['sudden', 'gradual', 'seasonal', 'recurring'] as const satisfies StoryEvent['shape'][];

const shortest = 0.01;
const snap = (value: number) => Math.round(value * 100) / 100;
const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export const emptyStory: Story = { name: 'cenario', seed: 1, clock: 1000, every: '20s', requests: 1000, events: [] };

/** From the middle to three quarters, with what the contract takes for usual. */
export function newEvent(kind: StoryEvent['kind'], signature: readonly Pick<SignatureField, 'name'>[]): StoryEvent {
  const stretch = { from: 0.5, to: 0.75, shape: 'sudden', period: 0.25 } as const;
  const feature = signature[0]?.name ?? '';
  switch (kind) {
    case 'covariate':
      return { kind, feature, size: 1.5, ...stretch };
    case 'concept':
      return { kind, share: 0.4, ...stretch };
    case 'label-shift':
      return { kind, label: '', share: 0.5, ...stretch };
    case 'missing':
      return { kind, feature, share: 0.5, ...stretch };
    case 'outliers':
      return { kind, feature, share: 0.05, size: 8, ...stretch };
    case 'schema':
      return { kind, feature, rename: `${feature}_novo`, ...stretch };
    case 'latency':
      return { kind, ms: 800, share: 1, ...stretch };
    case 'errors':
      return { kind, share: 0.2, ...stretch };
    case 'spike':
      return { kind, factor: 5, ...stretch };
  }
}

/** As long as it was, inside of the story. */
export function moved<T extends Pick<StoryEvent, 'from' | 'to'>>(event: T, by: number): T {
  const length = event.to - event.from;
  const from = snap(within(event.from + by, 0, 1 - length));
  return { ...event, from, to: snap(from + length) };
}

export function resized<T extends Pick<StoryEvent, 'from' | 'to'>>(event: T, edge: 'from' | 'to', by: number): T {
  if (edge === 'from') return { ...event, from: snap(within(event.from + by, 0, event.to - shortest)) };
  return { ...event, to: snap(within(event.to + by, event.from + shortest, 1)) };
}

/** What a key does to an event: arrows move it, with Alt its end, with Ctrl its beginning; Shift takes five steps at once. */
export function keyed(event: StoryEvent, key: { key: string; shiftKey: boolean; altKey: boolean; ctrlKey: boolean }): StoryEvent | null {
  const direction = key.key === 'ArrowRight' ? 1 : key.key === 'ArrowLeft' ? -1 : 0;
  if (direction === 0) return null;
  const by = direction * (key.shiftKey ? 0.05 : 0.01);
  if (key.altKey) return resized(event, 'to', by);
  return key.ctrlKey ? resized(event, 'from', by) : moved(event, by);
}

export interface Curve {
  /** Of a chart 1 wide and 1 high, y from above. */
  points: string;
  low: number;
  high: number;
}

/** Where nothing was measured the curve goes on from what was. */
export function curveOf(slices: readonly { at: number }[], values: readonly (number | null)[]): Curve {
  const there = values.filter((value) => value !== null);
  const [least, most] = there.length === 0 ? [0, 1] : [Math.min(...there), Math.max(...there)];
  const [low, high] =
    most - least < 1e-9 ? [Math.min(0, least), most + (Math.abs(most) || 1) * 0.2] : [least - (most - least) * 0.08, most + (most - least) * 0.08];
  const points = slices.flatMap(({ at }, i) => {
    const value = values[i];
    return value === null || value === undefined ? [] : [`${at},${1 - (value - low) / (high - low)}`];
  });
  return { points: points.join(' '), low, high };
}
