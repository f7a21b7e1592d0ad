/** The checks, turning one by one; how many pass, in the head. */
import { Button } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import classes from './challenge.module.css';
import { CheckItem } from './check-item.tsx';
import { Onward } from './onward.tsx';
import type { Bench } from './use-bench.ts';

export function Checks({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { session } = bench.checks;
  const results = new Map(session?.checks.map((check) => [check.id, check]));
  const passed = challenge.checks.filter(({ id }) => results.get(id)?.status === 'passed').length;
  return (
    <section className={classes.checks} aria-label={t('checks.title')}>
      <header className={classes.paneHead}>
        <h2>{t('checks.title')}</h2>
        <span data-testid="checks-passed">{t('checks.passed', { passed, checks: challenge.checks.length })}</span>
        <Button
          ml="auto"
          size="compact-xs"
          variant="default"
          leftSection={<ListChecks size={13} />}
          loading={bench.checking}
          onClick={() => bench.check()}
          title="Ctrl Shift Enter"
        >
          {t('checks.run')}
        </Button>
      </header>
      {session?.stale && session.status !== 'running' && (
        <p className={classes.stale} role="status">
          {t('checks.stale')}
        </p>
      )}
      {session?.status === 'passed' && !session.stale && passed === challenge.checks.length && <Onward challenge={challenge} bench={bench} />}
      <ol className={classes.checkList}>
        {challenge.checks.map((check) => (
          <CheckItem key={check.id} check={check} result={results.get(check.id)} isStale={session?.stale === true} bench={bench} />
        ))}
      </ol>
    </section>
  );
}
