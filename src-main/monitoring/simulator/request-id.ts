/** `requestId`, `simulationOf`: simulated requests say by their id which simulation they belong to. */

export function requestId(simulationId: string, i: number): string {
  return `sim-${simulationId}-${i}`;
}

export function simulationOf(id: string): string | null {
  return /^sim-([\w-]+)-\d+$/.exec(id)?.[1] ?? null;
}
