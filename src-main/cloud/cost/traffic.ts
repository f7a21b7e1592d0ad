/** Traffic of a month, hour by hour of the week: how many requests, how many machines they need, how often a service at zero must start. */
import type { TrafficShape } from '../../contract/cloud-cost.ts';

/** Of a month, as clouds count them. */
const monthHours = 730;
export const monthDays = monthHours / 24;

interface Hour {
  hour: number;
  /** Requests per second. */
  rate: number;
  /** How many such hours a month has. */
  hours: number;
}

export function hoursOf({ weekday, weekend }: Pick<TrafficShape, 'weekday' | 'weekend'>, factor = 1): Hour[] {
  const of = (rates: readonly number[], share: number) => rates.map((rate, hour) => ({ hour, rate: rate * factor, hours: monthDays * share }));
  return [...of(weekday, 5 / 7), ...of(weekend, 2 / 7)];
}

export const requestsOf = (hours: readonly Hour[]): number => hours.reduce((sum, { rate, hours: count }) => sum + rate * 3600 * count, 0);

/** One request at a time on each processor; another machine when those that run are busier than `target`. */
export function fleetOf(hours: readonly Hour[], about: { ms: number; vcpus: number; min: number; max: number; target: number }) {
  const { ms, vcpus, min, max, target } = about;
  const perMachine = vcpus / (ms / 1000);
  const lowest = Math.max(1, min);
  let [machineHours, peak, overload] = [0, 0, 0];
  for (const { rate, hours: count } of hours) {
    // A share of 1.4000000000000001 machines is not two.
    const wanted = Math.ceil(rate / (perMachine * target) - 1e-9);
    const machines = Math.min(Math.max(wanted, lowest), Math.max(max, lowest));
    machineHours += machines * count;
    peak = Math.max(peak, machines);
    overload += Math.max(0, rate - machines * perMachine) * 3600 * count;
  }
  return { machineHours, peak, overload };
}

/** Expected number a day when requests come at random: one starts it when the one before came longer ago than it waits. */
export function coldStartsOf(hours: readonly Hour[], idleSeconds: number): number {
  const perMonth = hours.reduce((sum, { rate, hours: count }) => sum + rate * 3600 * count * Math.exp(-rate * idleSeconds), 0);
  return perMonth / monthDays;
}

/** Times a day at which a batch must run for nobody to wait longer than `delay` hours. */
export function batchRunsPerDay({ weekday, weekend }: Pick<TrafficShape, 'weekday' | 'weekend'>, delay: number): number {
  const windows = (rates: readonly number[]) => new Set(rates.flatMap((rate, hour) => (rate > 0 ? [Math.floor(hour / delay)] : []))).size;
  return (windows(weekday) * 5 + windows(weekend) * 2) / 7;
}
