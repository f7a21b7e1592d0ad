/**
 * `isTemporary`: an endpoint that a check of a challenge starts for itself. It is listed nowhere, watched by nobody, and gone once it is stopped.
 * `isAlone`: it holds its port itself. One that is to go through rollouts stands behind the gateway as any other does.
 */
export const temporaryPrefix = 'check-';
export const gatedPrefix = 'check-gate-';

export function isTemporary(name: string): boolean {
  return name.startsWith(temporaryPrefix);
}

export function isAlone(name: string): boolean {
  return isTemporary(name) && !name.startsWith(gatedPrefix);
}
