/** The routes of the service, as commands to run in a terminal. */
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { CodeBlock } from '../../components/code-block.tsx';
import classes from './services.module.css';
import { Snippets } from './snippets.tsx';

const routes = ['/health', '/health/detailed', '/metrics', '/docs', '/openapi.json', '/v2'] as const;

export function Addresses({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('services');
  if (!endpoint.url) return <p className={classes.quiet}>{t('addresses.stopped')}</p>;
  return (
    <div className={classes.addresses}>
      <p className={classes.quiet}>{t('addresses.lead')}</p>
      <Snippets url={endpoint.url} body={endpoint.inputExample} first="curl" />
      {routes.map((route) => (
        <CodeBlock key={route} language="bash" text={`curl -s ${endpoint.url}${route}`} />
      ))}
    </div>
  );
}
