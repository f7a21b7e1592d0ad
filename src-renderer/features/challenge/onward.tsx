/** Every check passes: a quiet word, and what comes next. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Challenge } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { say } from '../../lib/format.ts';
import { nextModule } from '../../lib/next-module.ts';
import classes from './challenge.module.css';
import type { Bench } from './use-bench.ts';

export function Onward({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { language } = useLocale();
  const { data: modules } = useQuery(queries.catalog.modules());
  const { data: overview } = useQuery(queries.study.overview());
  if (!modules || !overview) return null;
  const cards = modules.find(({ id }) => id === challenge.id)?.cards ?? 0;
  const next = nextModule(challenge.id, modules, overview.modules);
  return (
    <aside className={classes.onward} data-testid="onward">
      <p>{t('onward.done', { count: challenge.checks.length })}</p>
      <ul>
        <li>
          <button type="button" onClick={() => bench.setShown('reference')}>
            {t('onward.reference')}
          </button>
        </li>
        {cards > 0 && (
          <li>
            <Link href={paths.architecture(challenge.id, 'revisar')}>{t('onward.cards', { count: cards })}</Link>
          </li>
        )}
        {next ? (
          <li>
            <Link href={paths.architecture(next.id)}>{t('onward.next', { name: say(next.title, language) })}</Link>
          </li>
        ) : (
          <>
            <li>
              <Link href={paths.services()}>{t('onward.serve')}</Link>
            </li>
            <li>
              <Link href={paths.monitoring()}>{t('onward.drift')}</Link>
            </li>
          </>
        )}
      </ul>
    </aside>
  );
}
