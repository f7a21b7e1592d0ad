/** The lab's own log, newest first: by level, by words, each line with what it carries; to copy into a question. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { CopyButton } from '../../components/code-block.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { StatusShape } from '../../components/status-shape.tsx';
import { formatMoment } from '../../lib/format.ts';
import classes from './log.module.css';

const levels = ['all', 'warn', 'error'] as const;
const looks = { info: 'idle', warn: 'waiting', error: 'failed' } as const;
const typingMs = 200;

export function LabLog() {
  const { t } = useTranslation('settings');
  const { locale } = useLocale();
  const [level, setLevel] = useState<(typeof levels)[number]>('all');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, typingMs);
  const { data, error, refetch, isFetching } = useQuery({
    ...queries.system.logs({ level, text: asked }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className={classes.tools}>
        <SegmentedControl
          aria-label={t('log.level')}
          value={level}
          data={levels.map((value) => ({ value, label: t(`log.${value}`) }))}
          onChange={setLevel}
        />
        <TextInput
          className={classes.words}
          aria-label={t('log.words')}
          placeholder={t('log.words')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button variant="default" leftSection={<RefreshCw size={14} />} loading={isFetching} onClick={() => void refetch()}>
          {t('log.again')}
        </Button>
        {data && <CopyButton text={data.lines.map((line) => JSON.stringify(line)).join('\n')} />}
      </div>
      {!data && <LinesSkeleton n={8} />}
      {data?.lines.length === 0 && <EmptyState title={t('log.none')}>{t('log.noneText')}</EmptyState>}
      <ol className={classes.lines}>
        {data?.lines.map(({ at, level: of, event, fields }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one moment may say the same.
          <li key={`${at} ${index}`}>
            <StatusShape look={looks[of]} size={14} />
            <time className="tabular">{formatMoment(at, locale)}</time>
            {fields === '' ? (
              <span>{event}</span>
            ) : (
              <details>
                <summary>{event}</summary>
                <pre className="mono">{fields}</pre>
              </details>
            )}
          </li>
        ))}
      </ol>
      {data && <p className={classes.file}>{t('log.file', { file: data.file })}</p>}
    </>
  );
}
