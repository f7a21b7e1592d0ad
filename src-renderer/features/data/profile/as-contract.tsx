/** The schema of a version as the contract of an output, to be copied into a file; asked for when somebody opens it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { queries } from '../../../app/queries.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import classes from '../data.module.css';

export function AsContract({ version }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...queries.expectations.inferContract({ name: version.name, version: version.version }), enabled: open });
  return (
    <details className={classes.history} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('contract.title')}</summary>
      <p className={classes.quiet}>{t('contract.text', { name: version.name })}</p>
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {open && found.isPending && <LinesSkeleton n={4} />}
      {found.data && <CodeBlock language="yaml" text={found.data.text} />}
    </details>
  );
}
