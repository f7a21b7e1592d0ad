/** The open file beside what it was: the starter, the reference once it is earned, and each version of its history, which can be brought back. */
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw, X } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import { api } from '../../../app/client.ts';
import { failureOf } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { formatBytes, formatMoment } from '../../../lib/format.ts';
import { lazily } from '../../../lib/lazily.ts';
import type { Bench } from '../use-bench.ts';
import classes from './compare.module.css';

const DiffEditor = lazily(() => import('./diff-editor.tsx'));

export function CompareView({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { locale } = useLocale();
  const { path } = bench;
  const place = { challengeId: challenge.id, path };
  const [against, setAgainst] = useState('starter');
  const history = useQuery(queries.workspaces.history(place));
  const versions = history.data ?? [];
  // Another file has other versions.
  const chosen =
    against === 'starter' || (against === 'reference' && bench.earned) || versions.some(({ id }) => id === against) ? against : 'starter';
  const isVersion = chosen !== 'starter' && chosen !== 'reference';
  const sides = useQuery({
    // Not of the workspace's topic: it is asked when it is opened, and again when the history has grown.
    queryKey: ['workspaces', 'compare', place, chosen, versions[0]?.id],
    queryFn: async () => {
      await bench.workspace.flush();
      const before = isVersion
        ? api.workspaces.version({ ...place, id: chosen })
        : api.workspaces.read({ ...place, solution: chosen as 'starter' | 'reference' });
      const [then, now] = await Promise.all([before.then(textOf, missing), api.workspaces.read(place).then(textOf, missing)]);
      return { then, now };
    },
    gcTime: 0,
  });
  const restore = useAction((id: string) => bench.workspace.restore(path, id), { onSuccess: () => bench.setShown('workspace') });
  const error = history.error ?? sides.error;
  const data = sides.data;
  return (
    <>
      <div className={classes.head}>
        <NativeSelect
          size="xs"
          className={classes.select}
          aria-label={t('compare.with')}
          value={chosen}
          onChange={(event) => setAgainst(event.currentTarget.value)}
        >
          <option value="starter">{t('compare.starter')}</option>
          <option value="reference" disabled={!bench.earned}>
            {t(bench.earned ? 'compare.reference' : 'compare.referenceLater')}
          </option>
          {versions.length > 0 && (
            <optgroup label={t('compare.history')}>
              {versions.map(({ id, at, reason, bytes }) => (
                <option key={id} value={id}>
                  {`${formatMoment(at, locale)} · ${t(`compare.reason.${reason}`)} · ${formatBytes(bytes, locale)}`}
                </option>
              ))}
            </optgroup>
          )}
        </NativeSelect>
        {isVersion && (
          <Button
            size="xs"
            variant="default"
            leftSection={<RotateCcw size={13} />}
            loading={restore.isPending}
            onClick={() => restore.mutate(chosen)}
          >
            {t('compare.restore')}
          </Button>
        )}
        <Button size="xs" variant="default" leftSection={<X size={13} />} onClick={() => bench.setShown('workspace')}>
          {t('compare.close')}
        </Button>
      </div>
      {error && <ErrorState error={error} onRetry={() => void sides.refetch()} />}
      {data && (data.then === null || data.now === data.then) && (
        <p className={classes.note} role="status">
          {t(data.then === null ? `compare.missing.${isVersion ? 'version' : chosen}` : 'compare.same')}
        </p>
      )}
      <div className={classes.diff}>
        <Suspense fallback={<BoxSkeleton height="100%" />}>
          {data ? <DiffEditor path={path} before={data.then ?? ''} after={data.now ?? ''} /> : !error && <BoxSkeleton height="100%" />}
        </Suspense>
      </div>
    </>
  );
}

const textOf = ({ content }: { content: string }): string | null => content;

/** A file that one side does not have is no failure: it is new, or gone. */
function missing(error: unknown): null {
  if (failureOf(error).code === 'FILE_NOT_FOUND') return null;
  throw error;
}
