/** The lines themselves: only those in view are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import classes from './logs.module.css';
import { pieces } from './narrow.ts';

export interface LogLinesHandle {
  show(seq: number): void;
}

interface Props {
  ref: Ref<LogLinesHandle>;
  lines: readonly LogLine[];
  /** Each with the name of its step. */
  named: boolean;
  wrap: boolean;
  follow: boolean;
  onLeave(): void;
  found: ReadonlySet<number> | null;
  current: number | null;
  pattern: RegExp | null;
  empty: string;
}

export function LogLines({ ref, lines, named, wrap, follow, onLeave, found, current, pattern, empty }: Props) {
  const { t } = useTranslation('common');
  const { locale } = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => 20, overscan: 20 });

  useEffect(() => {
    if (follow && lines.length > 0) virtual.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [follow, lines.length, virtual]);
  useImperativeHandle(ref, () => ({
    show(seq) {
      const index = lines.findIndex((line) => line.seq >= seq);
      if (index >= 0) virtual.scrollToIndex(index, { align: 'center' });
    },
  }));

  return (
    <div
      ref={scroller}
      className={classes.lines}
      data-wrap={wrap || undefined}
      role="log"
      aria-label={t('logs.label')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      onWheel={(event) => event.deltaY < 0 && onLeave()}
      onKeyDown={(event) => ['ArrowUp', 'PageUp', 'Home'].includes(event.key) && onLeave()}
    >
      {lines.length === 0 && <p className={classes.empty}>{empty}</p>}
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index] as LogLine;
          return (
            <div
              key={line.seq}
              ref={virtual.measureElement}
              data-index={index}
              className={classes.line}
              data-level={line.level}
              data-stream={line.stream}
              data-current={line.seq === current || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              <time>{new Date(line.at).toLocaleTimeString(locale)}</time>
              {named && <span className={classes.step}>{line.step}</span>}
              <span className={classes.text}>{found?.has(line.seq) ? <Marked text={line.text} pattern={pattern} /> : line.text}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Marked({ text, pattern }: { text: string; pattern: RegExp | null }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line have no other name.
  return pieces(text, pattern).map((piece, index) => (piece.isFound ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>));
}
