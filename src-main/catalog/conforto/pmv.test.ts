import { expect, test } from 'vitest';
import { pmv } from './pmv.ts';

type Case = readonly [air: number, radiant: number, speed: number, humidity: number, met: number, clo: number, vote: number];

/** ISO 7730:2005, table D.1. The standard gives two digits. */
const standard: Case[] = [
  [22, 22, 0.1, 60, 1.2, 0.5, -0.75],
  [27, 27, 0.1, 60, 1.2, 0.5, 0.77],
  [27, 27, 0.3, 60, 1.2, 0.5, 0.44],
  [23.5, 25.5, 0.1, 60, 1.2, 0.5, -0.01],
  [23.5, 25.5, 0.3, 60, 1.2, 0.5, -0.55],
  [19, 19, 0.1, 40, 1.2, 1, -0.6],
  [23.5, 23.5, 0.3, 40, 1.2, 1, 0.12],
  [23, 21, 0.1, 40, 1.2, 1, 0.05],
  [23, 21, 0.3, 40, 1.2, 1, -0.16],
  [22, 22, 0.1, 60, 1.6, 0.5, 0.05],
  [27, 27, 0.1, 60, 1.6, 0.5, 1.17],
  [27, 27, 0.3, 60, 1.6, 0.5, 0.95],
];

/** pythermalcomfort 4.8.1: pmv_ppd_iso(…, model='7730-2005', limit_inputs=False, round_output=False). */
const peer: Case[] = [
  [17.8, 15.9, 0.6, 34, 1.82, 0.4, -1.985849],
  [22.5, 35.7, 0.23, 36, 1.43, 0.38, 0.761711],
  [13.6, 23.0, 0.75, 40, 1.95, 0.99, -0.421175],
  [22.5, 13.6, 0.55, 31, 1.98, 0.35, -1.103205],
  [27.5, 19.5, 0.17, 40, 1.57, 0.92, 0.780371],
  [24.3, 14.7, 0.54, 49, 1.37, 0.9, -0.274506],
  [13.1, 13.5, 0.23, 79, 1.78, 0.81, -1.007951],
  [28.6, 21.4, 0.26, 48, 1.7, 0.57, 0.855556],
  [22.3, 25.7, 0.79, 82, 1.29, 1.38, 0.70754],
  [14.1, 22.9, 0.69, 44, 1.93, 0.76, -0.815723],
  [29.3, 14.0, 0.52, 65, 1.34, 0.69, 0.277309],
  [20.9, 32.7, 0.11, 36, 1.94, 0.82, 1.3991],
];

const voteOf = ([air, radiant, speed, humidity, met, clo]: Case) => pmv({ air, radiant, speed, humidity, met, clo });

test.each(standard)('table D.1: %d °C, wall %d °C, %d m/s, humidity %d, %d met, %d clo gives %d', (...about) => {
  expect(Math.abs(voteOf(about) - about[6])).toBeLessThan(0.015);
});

test('drawn cases agree with pythermalcomfort', () => {
  for (const about of peer) expect(voteOf(about)).toBeCloseTo(about[6], 5);
});
