/** `makeWeather`: the hours of a year's working days in an invented town of southern Brazil, from the summer on. */
import type { Chance } from './chance.ts';

export interface Hour {
  /** `2025-01-06 08:00` */
  moment: string;
  temperature: number;
  humidity: number;
  wind: number;
  pressure: number;
  /** Global solar radiation, W/m². */
  sun: number;
}

const FIRST_DAY = Date.UTC(2025, 0, 6);
const DAY = 86_400_000;
const HOURS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];

export function makeWeather(count: number, chance: Chance): Hour[] {
  const hours: Hour[] = [];
  let front = 0;
  for (let day = 0; hours.length < count; day++) {
    const date = new Date(FIRST_DAY + day * DAY);
    // A front passes now and then: what is warm today is likely warm tomorrow.
    front = 0.75 * front + chance.normal(2.2);
    if (date.getUTCDay() % 6 === 0) continue;
    const season = Math.cos((2 * Math.PI * (day - 10)) / 365);
    let cloud = Math.min(0.9, Math.max(0, 0.35 + chance.normal(0.25)));
    for (const hour of HOURS.slice(0, count - hours.length)) {
      cloud = Math.min(0.92, Math.max(0, cloud + chance.normal(0.04)));
      const height = Math.max(0, Math.sin((Math.PI * (hour - 5.5)) / 13.5));
      const temperature = 18.5 + 6 * season + front + 4.5 * Math.sin((Math.PI * (hour - 9)) / 12) - 2 * cloud + chance.normal(0.4);
      hours.push({
        moment: `${date.toISOString().slice(0, 10)} ${String(hour).padStart(2, '0')}:00`,
        temperature,
        humidity: Math.min(98, Math.max(25, 74 + 18 * (cloud - 0.35) - 2.1 * (temperature - 18.5) + chance.normal(4))),
        wind: Math.max(0.1, 2.4 + chance.normal(1.1)),
        pressure: 913 - 0.5 * front + chance.normal(1.2),
        sun: Math.max(0, (820 + 200 * season) * height * (1 - 0.78 * cloud) + chance.normal(8)),
      });
    }
  }
  return hours;
}
