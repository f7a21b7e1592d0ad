/** Of a version that came of inputs or parameters changed by hand in the debugger: that it did, and where. */
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModelVersion } from '#contract';
import { paths } from '../../app/paths.ts';
import classes from './models.module.css';

export function EditedByHand({ version: { tags, runId } }: { version: ModelVersion }) {
  const { t } = useTranslation('models');
  const steps = tags['bancada.edited'];
  if (steps === undefined) return null;
  return (
    <p className={classes.byHand}>
      <Pencil size={15} aria-hidden />
      <span>
        {t('byHand.text', { steps })} {runId !== null && <Link href={paths.run(runId)}>{t('byHand.run')}</Link>}
      </span>
    </p>
  );
}
