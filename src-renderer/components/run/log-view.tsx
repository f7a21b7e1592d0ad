/** Lines of text as a terminal shows them: searched, filtered by step, followed to the end until a person scrolls up. */
import { Checkbox, Select, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import classes from './log-view.module.css';

interface Props {
  lines: LogLine[];
  /** The step that was chosen elsewhere (graph, timeline). */
  step?: string | null;
}

export function LogView({ lines, step: chosen = null }: Props) {
  const { t } = useTranslation('common');
  const { locale } = useLocale();
  const [query, setQuery] = useState('');
  const [step, setStep] = useState<string>(chosen ?? '');
  const [follow, setFollow] = useState(true);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => setStep(chosen ?? ''), [chosen]);

  const steps = useMemo(() => [...new Set(lines.map((line) => line.step))].filter(Boolean), [lines]);
  const shown = useMemo(() => {
    const wanted = query.toLowerCase();
    return lines.filter((line) => (!step || line.step === step) && (!wanted || line.text.toLowerCase().includes(wanted)));
  }, [lines, query, step]);
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => scroller.current, estimateSize: () => 20, overscan: 20 });

  useEffect(() => {
    if (follow && shown.length > 0) virtual.scrollToIndex(shown.length - 1, { align: 'end' });
  }, [follow, shown.length, virtual]);

  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <TextInput
          className={classes.search}
          aria-label={t('logs.search')}
          placeholder={t('logs.search')}
          leftSection={<Search size={14} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Select
          className={classes.steps}
          aria-label={t('logs.step')}
          value={step}
          onChange={(value) => setStep(value ?? '')}
          data={[{ value: '', label: t('logs.allSteps') }, ...new Set(step ? [...steps, step] : steps)]}
        />
        <Checkbox size="xs" label={t('logs.follow')} checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} />
        <span className={classes.count}>{t('logs.lines', { count: shown.length })}</span>
      </div>
      <div
        ref={scroller}
        className={classes.lines}
        role="log"
        aria-label={t('logs.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        onWheel={(event) => event.deltaY < 0 && setFollow(false)}
        onKeyDown={(event) => ['ArrowUp', 'PageUp', 'Home'].includes(event.key) && setFollow(false)}
      >
        {shown.length === 0 && <p className={classes.empty}>{query ? t('logs.noMatch', { query }) : t('logs.empty')}</p>}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const line = shown[index] as LogLine;
            return (
              <div
                key={line.seq}
                ref={virtual.measureElement}
                data-index={index}
                className={classes.line}
                data-stream={line.stream}
                style={{ transform: `translateY(${start}px)` }}
              >
                <time>{new Date(line.at).toLocaleTimeString(locale)}</time>
                {!step && steps.length > 1 && <span className={classes.step}>{line.step}</span>}
                <span className={classes.text}>{line.text}</span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
