/** `localCost`: a month of this computer: electricity by how busy it is, what it loses in value, and the line. */
import type { LocalTable } from '../../contract/cloud-cost.ts';

const cents = (value: number) => Math.round(value * 100 + 1e-7) / 100;

export function localCost(table: LocalTable, busySeconds: number) {
  const { watts, hoursOn, energy, hardware, months, internet, exchange, vcpus } = table;
  const load = hoursOn === 0 ? 0 : Math.min(1, busySeconds / (vcpus * hoursOn * 3600));
  const kwh = ((watts.idle + (watts.busy - watts.idle) * load) * hoursOn) / 1000;
  const electricityBrl = cents(kwh * energy);
  const depreciationBrl = cents(hardware / months);
  const brl = cents(electricityBrl + depreciationBrl + internet);
  return { brl, usd: cents(brl / exchange), electricityBrl, depreciationBrl, internetBrl: internet, kwh: Math.round(kwh * 10) / 10 };
}

/** Whether its processors could do the busiest hour. */
export const canServe = ({ vcpus }: LocalTable, peakRate: number, ms: number): boolean => (peakRate * ms) / 1000 <= vcpus;
