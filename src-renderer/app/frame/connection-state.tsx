/** Says quietly that the window lost the core; says nothing while all is well. */
import { Loader, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../use-connection.ts';
import classes from './top-bar.module.css';

export function ConnectionState() {
  const { t } = useTranslation('nav');
  const { phase, attempts } = useConnection();
  if (phase === 'open' || phase === 'ended' || (phase === 'connecting' && attempts === 0)) return <span role="status" />;
  return (
    <Tooltip label={t('connection.why')} multiline w={280}>
      <span role="status" className={classes.chip}>
        <Loader size={12} color="var(--b-waiting)" />
        {t('connection.lost')}
      </span>
    </Tooltip>
  );
}
