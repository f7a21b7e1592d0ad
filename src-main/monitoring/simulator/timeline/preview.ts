/** `previewOf`: what a timeline would send, over slices of it: for the chart of the editor. A sample of each slice is made, nothing is sent. */
import type { SignatureField } from '../../../contract/registry.ts';
import { type Story, type StoryPreview, storyMs } from '../../../contract/story.ts';
import { isNumeric } from '../../drift/report.ts';
import { storyTimes, strength } from './strength.ts';
import type { World } from './world.ts';

const slices = 60;
const perSlice = 40;

export function previewOf(timeline: Story, world: World, signature: readonly SignatureField[]): StoryPreview {
  const { requests } = world;
  const times = storyTimes(timeline, requests, storyMs(timeline.every)!);
  const count = Math.min(slices, requests);
  const border = (slice: number) => Math.floor((slice * requests) / count);
  return {
    requests,
    storyMs: times.at(-1) ?? 0,
    realMs: (times.at(-1) ?? 0) / timeline.clock,
    slices: Array.from({ length: count }, (_, slice) => {
      const [from, to] = [border(slice), border(slice + 1)];
      const step = Math.max(1, Math.floor((to - from) / perSlice));
      const sample = Array.from({ length: Math.ceil((to - from) / step) }, (_, k) => world.request(from + k * step));
      const at = (from + to) / 2 / requests;
      const span = (times[Math.min(to, requests - 1)]! - times[from]!) / timeline.clock;
      const truths = Map.groupBy(
        sample.flatMap(({ truth }) => truth ?? []),
        (truth) => truth,
      );
      return {
        at,
        perSecond: span > 0 ? ((to - from) * 1000) / span : 0,
        broken: share(sample, ({ broken }) => broken),
        delayMs: mean(sample.map(({ delayMs }) => delayMs)) ?? 0,
        strengths: timeline.events.map((event) => strength(event, at)),
        means: Object.fromEntries(signature.filter(isNumeric).map(({ name }) => [name, mean(sample.map(({ body }) => body[name]))])),
        missing: Object.fromEntries(
          signature.map(({ name }) => [name, share(sample, ({ body }) => body[name] === null || body[name] === undefined)]),
        ),
        truths: Object.fromEntries([...truths].map(([truth, found]) => [truth, found.length / sample.length])),
      };
    }),
  };
}

function mean(values: readonly unknown[]): number | null {
  const numbers = values.filter((value): value is number => typeof value === 'number');
  return numbers.length === 0 ? null : numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
