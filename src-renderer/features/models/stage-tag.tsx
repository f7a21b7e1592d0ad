/** The stage that a client gave a version. MLflow has dropped stages: it is shown, and said to be old. */
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VersionStage } from '#contract';
import classes from './models.module.css';

export function StageTag({ stage }: { stage: VersionStage }) {
  const { t } = useTranslation('models');
  if (stage === 'None') return null;
  return (
    <Tooltip label={t('stage.old')} multiline w={280}>
      <span className={classes.stage}>{stage}</span>
    </Tooltip>
  );
}
