/** How a webhook is called: a command that can be copied and works. */
import { useTranslation } from 'react-i18next';
import type { Trigger } from '#contract';
import { CopyButton } from '../../../components/code-block.tsx';
import classes from '../automation.module.css';

export function HookAddress({ hook: { url, token } }: { hook: NonNullable<Trigger['hook']> }) {
  const { t } = useTranslation('automation');
  if (url === null) return <p className={classes.hook}>{t('hookSilent')}</p>;
  const command = `curl -X POST ${url} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{}'`;
  return (
    <div className={classes.hook}>
      <code>{`POST ${url}`}</code>
      <CopyButton text={command} label={t('copyCall')} />
    </div>
  );
}
