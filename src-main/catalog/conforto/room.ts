/** `proposeRoom`, `wetBulb`: somebody at work in a room at an hour, as drawn; what the building and the person bring to the comfort equation. */
import type { Chance } from './chance.ts';
import { pmv } from './pmv.ts';
import type { Hour } from './weather.ts';

export const CLIMATES = ['ar-condicionado', 'misto', 'natural'] as const;

export interface Room {
  climate: (typeof CLIMATES)[number];
  air: number;
  /** Temperature of the wall, °C: what radiates where the sun does not reach. */
  wall: number;
  humidity: number;
  speed: number;
  met: number;
  clo: number;
  age: number;
  bmi: number;
  /** Metres from the window. */
  window: number;
  vote: number;
}

/** How much of the street's temperature reaches a desk, and how far rooms differ. */
const COUPLING = { 'ar-condicionado': 0.35, misto: 0.6, natural: 0.85 };

export function proposeRoom(hour: Hour, chance: Chance): Room {
  const climate = chance.pick(CLIMATES);
  const air = 22.5 + COUPLING[climate] * (hour.temperature - 20) + chance.normal(3);
  const window = chance.between(0.5, 8);
  const wall = air + chance.normal(0.8);
  const radiant = wall + (hour.sun / 100) * (2.4 / (1 + window));
  const humidity = Math.min(90, Math.max(22, hour.humidity - 1.4 * (air - hour.temperature) + chance.normal(5)));
  const speed = Math.min(0.9, 0.05 + Math.abs(chance.normal(climate === 'natural' ? 0.22 : 0.13)));
  const age = Math.round(chance.between(19, 64));
  const bmi = Math.min(38, Math.max(17, 25 + chance.normal(3.5)));
  const met = chance.pick([1, 1.1, 1.2, 1.2, 1.4, 1.7, 2]) - 0.002 * (age - 40);
  const clo = Math.min(1.4, Math.max(0.3, 1.15 - 0.028 * hour.temperature + chance.normal(0.14)));
  const vote = pmv({ air, radiant, speed, humidity, met, clo });
  return { climate, air, wall, humidity, speed, met, clo, age, bmi, window, vote };
}

/** Wet-bulb temperature from air temperature (°C) and relative humidity (%) by Stull's fit of 2011, at sea level, to 0.3 °C. */
export function wetBulb(air: number, humidity: number): number {
  return (
    air * Math.atan(0.151977 * Math.sqrt(humidity + 8.313659)) +
    Math.atan(air + humidity) -
    Math.atan(humidity - 1.676331) +
    0.00391838 * humidity ** 1.5 * Math.atan(0.023101 * humidity) -
    4.686035
  );
}
