/** How a person's own Python logs into the lab: the switch of its server, and the client that every employer uses. */
import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TrackingServer } from '../../../components/tracking-server/tracking-server.tsx';
import classes from './head.module.css';

export function PointPython({ experiment, onClose }: { experiment?: string; onClose?: () => void }) {
  const { t } = useTranslation('experiments');
  return (
    <section className={classes.python} aria-label={t('python.title')}>
      <div className={classes.pythonHead}>
        <h3>{t('python.title')}</h3>
        {onClose && <CloseButton size="sm" aria-label={t('common:close')} onClick={onClose} />}
      </div>
      <p>{t('python.serve')}</p>
      <TrackingServer {...(experiment === undefined ? {} : { experiment })} />
      <p>{t('python.steps')}</p>
    </section>
  );
}
