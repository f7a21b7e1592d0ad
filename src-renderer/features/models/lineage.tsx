/** Where a version came from and where it went: run → version → endpoint, each a link. */
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModelVersion } from '#contract';
import { paths } from '../../app/paths.ts';
import { shortId } from '../../lib/format.ts';
import classes from './models.module.css';

export function Lineage({ version }: { version: ModelVersion }) {
  const { t } = useTranslation('models');
  const { runId, trackingRunId, endpoints } = version;
  return (
    <ol className={classes.lineage} aria-label={t('lineage.label')}>
      <Stop kind={t('lineage.run')}>
        {runId ? <Link href={paths.run(runId)}>{shortId(runId)}</Link> : <span className={classes.quiet}>{t('lineage.noRun')}</span>}
        {trackingRunId && (
          <>
            {' · '}
            <Link href={paths.experimentRun(trackingRunId)}>{t('lineage.tracking')}</Link>
          </>
        )}
      </Stop>
      <Arrow />
      <Stop kind={t('lineage.version')}>
        <b>
          {version.name} v{version.version}
        </b>
      </Stop>
      <Arrow />
      <Stop kind={t('lineage.endpoint')}>
        {endpoints.length === 0 && <span className={classes.quiet}>{t('lineage.noEndpoint')}</span>}
        {endpoints.map((endpoint) => (
          <Link key={endpoint} href={paths.service(endpoint)}>
            {endpoint}
          </Link>
        ))}
      </Stop>
    </ol>
  );
}

function Arrow() {
  return (
    <li aria-hidden="true" className={classes.arrow}>
      <ArrowRight size={16} />
    </li>
  );
}

function Stop({ kind, children }: { kind: string; children: ReactNode }) {
  return (
    <li>
      <span className={classes.quiet}>{kind}</span>
      <span>{children}</span>
    </li>
  );
}
