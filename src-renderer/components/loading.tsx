/** Skeletons that keep the layout of what is coming. They appear only after a moment: most answers are faster than that. */
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './loading.module.css';

const count = (n: number) => Array.from({ length: n }, (_, index) => index);

export function PageSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div className={classes.page} role="status" aria-label={t('loading')}>
      <Skeleton height={28} width={260} />
      <Lines n={6} />
    </div>
  );
}

export function LinesSkeleton({ n = 4 }: { n?: number }) {
  const { t } = useTranslation('common');
  return (
    <div className={classes.late} role="status" aria-label={t('loading')}>
      <Lines n={n} />
    </div>
  );
}

export function TableSkeleton({ rows = 6, rowHeight = 36 }: { rows?: number; rowHeight?: number }) {
  const { t } = useTranslation('common');
  return (
    <div className={classes.late} role="status" aria-label={t('loading')}>
      {count(rows).map((row) => (
        <div key={row} className={classes.row} style={{ height: rowHeight }}>
          <Skeleton height={10} width="18%" />
          <Skeleton height={10} width="32%" />
          <Skeleton height={10} width="12%" />
        </div>
      ))}
    </div>
  );
}

export function BoxSkeleton({ height }: { height: number | string }) {
  const { t } = useTranslation('common');
  return (
    <div className={classes.late} role="status" aria-label={t('loading')} style={{ height }}>
      <Skeleton height="100%" />
    </div>
  );
}

function Lines({ n }: { n: number }) {
  return (
    <>
      {count(n).map((line) => (
        <Skeleton key={line} height={12} mt={12} width={`${[92, 86, 95, 60][line % 4]}%`} />
      ))}
    </>
  );
}
