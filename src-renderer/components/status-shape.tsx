/** The shape of a state, told apart without colour. */

import classes from './status.module.css';
import { colourOf, type Look } from './status.ts';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const shapes: Record<Look, React.ReactNode> = {
  ok: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path d="M4.2 7.2l2 2 3.6-4" {...line} stroke="var(--b-surface)" />
    </>
  ),
  running: (
    <>
      <circle cx="7" cy="7" r="5.2" {...line} opacity="0.3" />
      <path d="M7 1.8a5.2 5.2 0 0 1 5.2 5.2" {...line} className={classes.spin} />
    </>
  ),
  waiting: (
    <>
      <circle cx="7" cy="7" r="5.2" {...line} />
      <path d="M7 4v3.2l2 1.3" {...line} />
    </>
  ),
  failed: (
    <>
      <path d="M4.4 1h5.2L13 4.4v5.2L9.6 13H4.4L1 9.6V4.4z" fill="currentColor" />
      <path d="M5 5l4 4M9 5l-4 4" {...line} stroke="var(--b-surface)" />
    </>
  ),
  skipped: (
    <>
      <circle cx="7" cy="7" r="5.2" {...line} strokeDasharray="2 2.4" />
      <path d="M4.5 7h5" {...line} />
    </>
  ),
  cached: (
    <>
      <path d="M7 1l6 6-6 6-6-6z" fill="currentColor" />
      <path d="M4.8 7.1l1.6 1.5 2.8-3" {...line} stroke="var(--b-surface)" />
    </>
  ),
  idle: <circle cx="7" cy="7" r="5.2" {...line} />,
  paused: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path d="M5.4 4.6v4.8M8.6 4.6v4.8" {...line} stroke="var(--b-surface)" />
    </>
  ),
  stopped: <rect x="2" y="2" width="10" height="10" rx="1.5" {...line} />,
};

export function StatusShape({ look, size = 14 }: { look: Look; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true" style={{ color: colourOf(look), flex: 'none' }}>
      {shapes[look]}
    </svg>
  );
}
