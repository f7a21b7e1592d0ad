/** One version: its lineage, aliases, what it says about itself, metrics, signature and an example of its input. */
import { Button } from '@mantine/core';
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ModelVersion, RegisteredModel } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock, CopyButton } from '../../components/code-block.tsx';
import { EditableText } from '../../components/editable-text.tsx';
import { Facts, Section } from '../../components/page.tsx';
import { formatBytes, formatInstant, formatNumber } from '../../lib/format.ts';
import { Aliases } from './aliases.tsx';
import { Lineage } from './lineage.tsx';
import classes from './models.module.css';
import { Signature } from './signature.tsx';

export function VersionDetail({ version, model }: { version: ModelVersion; model: RegisteredModel }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const [, go] = useLocation();
  const describe = useAction((description: string) => api.registry.describe({ name: version.name, version: version.version, description }));
  const serve = useAction(() => api.serving.serve({ target: `${version.name}:${version.version}` }), {
    onSuccess: (endpoint) => go(paths.service(endpoint.name)),
  });
  const metrics = Object.entries(version.metrics);
  return (
    <article className={classes.detail} aria-labelledby="version">
      <header className={classes.detailHead}>
        <h2 id="version">{t('version', { version: version.version })}</h2>
        <Button leftSection={<Play size={14} />} loading={serve.isPending} onClick={() => serve.mutate()}>
          {t('serve')}
        </Button>
      </header>
      <Lineage version={version} />
      <EditableText
        label={t('description')}
        text={version.description}
        placeholder={t('noDescription')}
        saving={describe.isPending}
        maxLength={20_000}
        onSave={(text) => describe.mutateAsync(text)}
      />
      <Section title={t('alias.title')} id="aliases">
        <Aliases version={version} model={model} />
      </Section>
      <Section title={t('about')} id="about">
        <Facts
          items={[
            [t('algorithm'), version.algorithm],
            [t('registered'), formatInstant(version.createdAt, locale)],
            [t('size'), formatBytes(version.bytes, locale)],
            [
              t('digest'),
              <span key="digest" className={classes.digest}>
                <code className="mono">{version.digest.slice(0, 12)}</code>
                <CopyButton text={version.digest} label={t('copyDigest')} />
              </span>,
            ],
          ]}
        />
      </Section>
      <div className={classes.halves}>
        <Section title={t('metrics')} id="metrics">
          {metrics.length === 0 && <p className={classes.quiet}>{t('noMetrics')}</p>}
          <dl className={classes.metrics}>
            {metrics.map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{formatNumber(value, locale)}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <div>
          <Section title={t('signature.title')} id="signature">
            <Signature fields={version.signature} />
          </Section>
          <Section title={t('example')} id="example">
            <CodeBlock language="json" text={JSON.stringify(version.inputExample, null, 2)} />
          </Section>
        </div>
      </div>
    </article>
  );
}
