/** Files that were deleted or renamed away, each one click from being back. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import type { Bench } from '../use-bench.ts';
import classes from './files.module.css';

const shown = 5;

export function GoneFiles({ challengeId, bench }: { challengeId: string; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { data = [] } = useQuery(queries.workspaces.gone({ challengeId }));
  const bring = useAction(
    async (path: string) => {
      const [last] = await api.workspaces.history({ challengeId, path });
      if (last) await bench.workspace.restore(path, last.id);
    },
    { onSuccess: (_, path) => bench.open(path) },
  );
  if (data.length === 0) return null;
  return (
    <div className={classes.gone}>
      <h3>{t('tree.gone')}</h3>
      <ul>
        {[...data]
          .sort((a, b) => b.at - a.at)
          .slice(0, shown)
          .map(({ path }) => (
            <li key={path}>
              <span title={path}>{path.slice(path.lastIndexOf('/') + 1)}</span>
              <button type="button" disabled={bring.isPending} onClick={() => bring.mutate(path)} aria-label={t('tree.bring', { path })}>
                {t('tree.bringBack')}
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}
