/** Who did something to a model: the person here, a program that speaks MLflow, or the run of a pipeline. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { shortId } from '../../lib/format.ts';

export function Who({ by }: { by: string }) {
  const { t } = useTranslation('models');
  if (by === 'user') return t('who.you');
  if (by === 'mlflow') return t('who.client');
  return <Link href={paths.run(by)}>{t('who.run', { run: shortId(by) })}</Link>;
}
