/**
 * The operating system's table of processes: telling a process from a later one with the same id, its memory, ending its group, finding ours.
 * Linux is read from /proc; elsewhere `ps` is asked.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const linux = process.platform === 'linux';
const pageBytes = 4096;

/** Environment variable by which a process of ours is found again: `<homeId>/<kind>/<launch id>`. */
export const mark = 'BANCADA_LAUNCH';

/** `pid:starttime`. Null when there is no such process, or only its zombie. */
export function referenceOf(pid: number): string | null {
  const started = linux ? linuxStart(pid) : ps('lstart=', pid);
  return started && `${pid}:${started}`;
}

/** The process id of a reference, null when that process is gone (and perhaps another has its number). */
export function livePid(reference: string): number | null {
  const pid = Number.parseInt(reference, 10);
  return pid > 1 && referenceOf(pid) === reference ? pid : null;
}

/** Resident memory in bytes, 0 when unknown. */
export function residentBytes(pid: number): number {
  try {
    if (linux) return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * pageBytes;
    return Number(ps('rss=', pid) ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** CPU time used so far in milliseconds, null when unknown. */
export function cpuMs(pid: number): number | null {
  if (!linux) return null;
  const fields = statFields(pid);
  // Linux counts them in hundredths of a second on every architecture that Node runs on.
  return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * CPU time used and waited for by a program's own thread, null when unknown: on a busy computer a loop gets less than it asks for, and is one all the same.
 */
export function wantedCpuMs(pid: number): number | null {
  if (!linux) return null;
  try {
    const [used, waited] = readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ');
    return (Number(used) + Number(waited)) / 1e6;
  } catch {
    return cpuMs(pid);
  }
}

/** Signals the whole group that `pid` leads; false when there is none. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    // Windows has no groups; our programs may not start others there either.
    return process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    return false;
  }
}

/** References of living processes whose mark starts with `prefix`. */
export function findMarked(prefix: string): string[] {
  return markedPids(`${mark}=${prefix}`)
    .map(referenceOf)
    .filter((reference) => reference !== null);
}

function markedPids(needle: string): number[] {
  if (process.platform === 'win32') return [];
  if (!linux) {
    const lines = execFileSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
    return lines.filter((line) => line.includes(` ${needle}`)).map((line) => Number.parseInt(line, 10));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(`\0${needle}`))
    .map(Number);
}

function environmentOf(pid: string): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`;
  } catch {
    return ''; // of another person, or gone
  }
}

function linuxStart(pid: number): string | null {
  const fields = statFields(pid);
  return fields && fields[0] !== 'Z' && fields[0] !== 'X' ? (fields[19] ?? null) : null;
}

/** Fields of /proc/<pid>/stat from the state on: the name before it may hold spaces and brackets. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function ps(field: string, pid: number): string | null {
  if (process.platform === 'win32') return field === 'lstart=' && alive(pid) ? '0' : null;
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
  } catch {
    return null;
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
