/** `isTemporary`: an endpoint that a check of a challenge starts for itself. It is listed nowhere, watched by nobody, and gone once it is stopped. */
export const temporaryPrefix = 'check-';

export function isTemporary(name: string): boolean {
  return name.startsWith(temporaryPrefix);
}
