/** The label of a test's home: its whole path, so that two test runs on one engine never take each other's containers. */
export function homeIdOf(root: string): string {
  return `faults-${root.replaceAll(/\W/g, '-')}`;
}
