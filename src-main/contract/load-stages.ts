/** `stagesOf`: a profile of load as stretches in which the rate changes evenly; `rateAt` and `requestsIn` read them. What is sent and what a preview shows is the same. */
import type { LoadProfile } from './load.ts';

export interface LoadStage {
  from: number;
  to: number;
  seconds: number;
}

/** A wave is drawn by so many straight lines each period: 0.5 % off at most. */
const linesPerPeriod = 32;
const mostLines = 4000;
/** Of a spike: how long the rate takes to rise, and to fall. */
const riseSeconds = 0.1;

export function stagesOf(profile: LoadProfile): LoadStage[] {
  const { rate, seconds } = profile;
  if (profile.kind === 'constant') return [{ from: rate, to: rate, seconds }];
  if (profile.kind === 'ramp') return [{ from: profile.from, to: rate, seconds }];
  if (profile.kind === 'spike') return spike(profile);
  const { low, period } = profile;
  const at = (time: number) => low + (rate - low) * (0.5 - 0.5 * Math.cos((2 * Math.PI * time) / period));
  const step = Math.max(period / linesPerPeriod, seconds / mostLines);
  return Array.from({ length: Math.ceil(seconds / step - 1e-9) }, (_, i) => {
    const end = Math.min(seconds, (i + 1) * step);
    return { from: at(i * step), to: at(end), seconds: end - i * step };
  });
}

function spike({ rate, peak, peakSeconds, seconds }: Extract<LoadProfile, { kind: 'spike' }>): LoadStage[] {
  const high = Math.min(peakSeconds, seconds);
  const rise = Math.min(riseSeconds, (seconds - high) / 2);
  const rest = (seconds - high) / 2 - rise;
  return [
    { from: rate, to: rate, seconds: rest },
    { from: rate, to: peak, seconds: rise },
    { from: peak, to: peak, seconds: high },
    { from: peak, to: rate, seconds: rise },
    { from: rate, to: rate, seconds: rest },
  ].filter((stage) => stage.seconds > 0);
}

export function rateAt(stages: readonly LoadStage[], time: number): number {
  let begun = 0;
  for (const { from, to, seconds } of stages) {
    if (time <= begun + seconds) return from + ((to - from) * (time - begun)) / seconds;
    begun += seconds;
  }
  return 0;
}

export function requestsIn(profile: LoadProfile): number {
  return Math.round(stagesOf(profile).reduce((sum, { from, to, seconds }) => sum + ((from + to) / 2) * seconds, 0));
}
