/** `newStarter`, `isStarting`: marks a row while a core starts a revision for it, so that another core keeps its hands off, and finds out when that core has died. */

/** Longer than any start can take: by then a process of the same id is another one. */
const longestStartMs = 5 * 60_000;
const ours = new Set<string>();
let count = 0;

export function newStarter(now: number): { mark: string; done(): void } {
  const mark = `${process.pid}@${now}.${count++}`;
  ours.add(mark);
  return { mark, done: () => ours.delete(mark) };
}

export function isStarting(mark: string, now: number): boolean {
  const [pid = '', since = ''] = mark.split('@');
  if (Number(pid) === process.pid) return ours.has(mark);
  return now - Number.parseInt(since, 10) < longestStartMs && isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
