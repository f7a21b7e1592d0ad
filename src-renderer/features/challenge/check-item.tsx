/** One check: its state, what was seen against what was expected, the place in the code, the hints, what to read. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Challenge, CheckResult } from '#contract';
import { contentPath } from '../../app/paths.ts';
import { Markdown } from '../../components/markdown/markdown.tsx';
import type { Look } from '../../components/status.ts';
import { StatusShape } from '../../components/status-shape.tsx';
import classes from './challenge.module.css';
import type { Bench } from './use-bench.ts';

const looks: Record<CheckResult['status'], Look> = {
  waiting: 'idle',
  running: 'running',
  passed: 'ok',
  failed: 'failed',
  error: 'failed',
  skipped: 'skipped',
};

interface Props {
  check: Challenge['checks'][number];
  result: CheckResult | undefined;
  /** Found before the last change of the code. */
  isStale: boolean;
  bench: Bench;
}

export function CheckItem({ check, result, isStale, bench }: Props) {
  const { t } = useTranslation('challenge');
  const failed = result?.status === 'failed' || result?.status === 'error';
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? failed;
  const isThere = (file: string) => bench.workspace.files?.some(({ path }) => path === file) ?? true;
  return (
    <li className={classes.check} data-check={check.id} data-status={result?.status ?? 'waiting'} data-stale={isStale || undefined}>
      <button type="button" className={classes.checkHead} aria-expanded={open} onClick={() => setOpened(!open)}>
        <StatusShape look={result ? looks[result.status] : 'idle'} size={16} />
        <span>{check.title}</span>
        <span className={classes.hidden}>{t(`checks.status.${result?.status ?? 'waiting'}`)}</span>
      </button>
      {open && (
        <div className={classes.checkBody}>
          {failed && result.message && <p>{result.message}</p>}
          {result && (result.seen ?? result.expected) !== null && result.status !== 'waiting' && (
            <dl className={classes.seen}>
              <dt>{t('checks.seen')}</dt>
              <dd data-testid="seen">{result.seen ?? '—'}</dd>
              <dt>{t('checks.expected')}</dt>
              <dd>{result.expected ?? '—'}</dd>
            </dl>
          )}
          <div className={classes.checkLinks}>
            {failed && result.where && isThere(result.where.file) && (
              <button type="button" onClick={() => result.where && bench.open(result.where.file, result.where.line)}>
                {result.where.line ? t('checks.where', result.where) : result.where.file}
              </button>
            )}
            {failed && result.where && !isThere(result.where.file) && <span>{t('checks.absent', { file: result.where.file })}</span>}
            <ReadLink link={result?.read ?? check.read} />
          </div>
          <Hints key={check.id} hints={check.hints} />
        </div>
      )}
    </li>
  );
}

function ReadLink({ link }: { link: string | null }) {
  const { t } = useTranslation('challenge');
  const path = link && contentPath(link);
  return path ? <Link href={path}>{t('checks.read')}</Link> : null;
}

/** From a nudge to the code, one at a time: whoever opens the next one decided to. */
function Hints({ hints }: { hints: string[] }) {
  const { t } = useTranslation('challenge');
  const [shown, setShown] = useState(0);
  if (hints.length === 0) return null;
  return (
    <div className={classes.hints}>
      {hints.slice(0, shown).map((hint, index) => (
        <div key={hint} className={classes.hint}>
          <span>{t('hints.number', { number: index + 1, of: hints.length })}</span>
          <Markdown text={hint} compact />
        </div>
      ))}
      {shown < hints.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setShown(shown + 1)}>
          {shown === 0 ? t('hints.first') : t('hints.next')}
        </Button>
      )}
    </div>
  );
}
