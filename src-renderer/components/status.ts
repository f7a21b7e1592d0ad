/** Every state of every domain as one of a few looks: a colour and a shape that say the same thing. */
export type Look = 'ok' | 'running' | 'waiting' | 'failed' | 'skipped' | 'cached' | 'idle' | 'stopped' | 'paused';

const looks: Record<string, Look> = {
  succeeded: 'ok',
  passed: 'ok',
  ready: 'ok',
  done: 'ok',
  resolved: 'ok',
  FINISHED: 'ok',
  running: 'running',
  starting: 'running',
  RUNNING: 'running',
  waiting: 'waiting',
  paused: 'paused',
  stopping: 'waiting',
  warning: 'waiting',
  SCHEDULED: 'waiting',
  failed: 'failed',
  error: 'failed',
  unhealthy: 'failed',
  firing: 'failed',
  acknowledged: 'waiting',
  delivered: 'ok',
  sending: 'running',
  high: 'failed',
  FAILED: 'failed',
  skipped: 'skipped',
  cached: 'cached',
  pending: 'idle',
  none: 'idle',
  interrupted: 'stopped',
  cancelled: 'stopped',
  stopped: 'stopped',
  KILLED: 'stopped',
};

export function lookOf(status: string): Look {
  return looks[status] ?? 'idle';
}

/** The custom property of a look, for lines and fills that are not a badge. */
export function colourOf(look: Look): string {
  const name = look === 'idle' || look === 'stopped' ? 'skipped' : look;
  return look === 'paused' ? 'var(--b-accent)' : `var(--b-${name})`;
}
