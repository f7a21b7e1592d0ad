/** `strength`, `storyTimes`: how much of an event there is after so many of the requests, and when each request leaves, in milliseconds of the story. */
import type { Story, StoryEvent } from '../../../contract/story.ts';

type Stretch = Pick<StoryEvent, 'from' | 'to' | 'shape' | 'period'>;

/** 0 … 1. */
export function strength({ from, to, shape, period }: Stretch, at: number): number {
  if (at < from || at > to) return 0;
  switch (shape) {
    case 'sudden':
      return 1;
    case 'gradual':
      return to === from ? 1 : (at - from) / (to - from);
    case 'seasonal':
      return 0.5 - 0.5 * Math.cos((2 * Math.PI * (at - from)) / Math.max(period, 1e-9));
    case 'recurring':
      return ((at - from) / Math.max(period, 1e-9)) % 1 < 0.5 ? 1 : 0;
  }
}

export function storyTimes({ events }: Pick<Story, 'events'>, requests: number, everyMs: number): Float64Array {
  const spikes = events.filter((event) => event.kind === 'spike');
  const times = new Float64Array(requests);
  for (let i = 1; i < requests; i++) {
    const faster = spikes.reduce((most, spike) => Math.max(most, 1 + (spike.factor - 1) * strength(spike, i / requests)), 1);
    times[i] = times[i - 1]! + everyMs / faster;
  }
  return times;
}
