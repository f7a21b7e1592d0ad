/** What is known of a version: who, when, which bytes; its metrics, signature, an example of its input, its tags. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock, CopyButton } from '../../components/code-block.tsx';
import { Facts, Section } from '../../components/page.tsx';
import { TagEditor } from '../../components/tag-editor.tsx';
import { formatBytes, formatInstant, formatNumber } from '../../lib/format.ts';
import classes from './models.module.css';
import { Signature } from './signature.tsx';
import { librariesOf, ownMetrics } from './version-facts.ts';

type Fact = [name: string, value: ReactNode];

export function VersionAbout({ version }: { version: ModelVersion }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const place = { name: version.name, version: version.version };
  const setTag = useAction((tag: { key: string; value: string }) => api.registry.setVersionTag({ ...place, ...tag }));
  const deleteTag = useAction((key: string) => api.registry.deleteVersionTag({ ...place, key }));
  const { digest, source } = version;
  const metrics = Object.entries(ownMetrics(version.metrics));
  const example = Object.keys(version.inputExample).length > 0;
  const facts: (Fact | null)[] = [
    [version.algorithm ? t('algorithm') : t('library'), version.algorithm || librariesOf(version.flavors) || '—'],
    [t('registered'), formatInstant(version.createdAt, locale)],
    version.userId === '' ? null : [t('by'), version.userId],
    digest === null ? null : [t('size'), formatBytes(version.bytes, locale)],
    digest === null ? null : [t('digest'), <Copied key="digest" shown={digest.slice(0, 12)} exact={digest} label={t('copyDigest')} />],
    source === ''
      ? null
      : [t('source'), <Copied key="source" shown={source.length > 48 ? `…${source.slice(-47)}` : source} exact={source} label={t('copySource')} />],
  ];
  return (
    <>
      <Facts items={facts.filter((fact): fact is Fact => fact !== null)} />
      <div className={classes.halves}>
        <div>
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
          <div className={classes.below}>
            <TagEditor
              title={t('tags')}
              own={Object.entries(version.tags)}
              saving={setTag.isPending}
              onSet={(key, value) => setTag.mutateAsync({ key, value })}
              onDelete={(key) => deleteTag.mutateAsync(key)}
            />
          </div>
        </div>
        <div>
          <Section title={t('signature.title')} id="signature">
            {version.signature.length === 0 ? <p className={classes.quiet}>{t('signature.none')}</p> : <Signature fields={version.signature} />}
          </Section>
          {example && (
            <Section title={t('example')} id="example">
              <CodeBlock language="json" text={JSON.stringify(version.inputExample, null, 2)} />
            </Section>
          )}
        </div>
      </div>
    </>
  );
}

function Copied({ shown, exact, label }: { shown: string; exact: string; label: string }) {
  return (
    <span className={classes.digest}>
      <code className="mono" title={exact}>
        {shown}
      </code>
      <CopyButton text={exact} label={label} />
    </span>
  );
}
