/** Two to four versions side by side: what they are, their metrics with the difference, params, signature and data. */
import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { formatBytes, formatInstant, formatNumber } from '../../lib/format.ts';
import { type ComparedText, comparedMetrics, comparedTexts, signatureTexts } from './compared.ts';
import classes from './models.module.css';
import { librariesOf, ownMetrics } from './version-facts.ts';

export function Comparison({ versions, onClose }: { versions: readonly ModelVersion[]; onClose(): void }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const runs = useQueries({
    queries: versions.map(({ trackingRunId }) => ({
      ...queries.tracking.run({ runId: trackingRunId ?? '' }),
      enabled: trackingRunId !== null,
      // A client may name a run that was never here.
      retry: false,
    })),
  });
  const lineages = useQueries({ queries: versions.map(({ name, version }) => queries.registry.lineage({ name, version })) });
  const about: [string, (version: ModelVersion, at: number) => ReactNode][] = [
    [t('algorithm'), ({ algorithm, flavors }) => algorithm || librariesOf(flavors) || '—'],
    [t('alias.title'), ({ aliases }) => aliases.map((alias) => `@${alias}`).join(' ') || '—'],
    [t('registered'), ({ createdAt }) => formatInstant(createdAt, locale)],
    [t('size'), ({ bytes, digest }) => (digest === null ? '—' : formatBytes(bytes, locale))],
    [t('lineage.data'), (_, at) => lineages[at]?.data?.datasets.map(({ name, digest }) => `${name} ${digest.slice(0, 8)}`).join(', ') || '—'],
  ];
  const params = comparedTexts(runs.map(({ data }) => data?.params ?? null));
  const signature = comparedTexts(versions.map((version) => signatureTexts(version.signature)));
  const wide = versions.length + 1;
  return (
    <article className={classes.detail} aria-labelledby="comparison">
      <header className={classes.detailHead}>
        <h2 id="comparison">{t('compare.title', { versions: versions.map(({ version }) => version).join(', ') })}</h2>
        <Button variant="default" leftSection={<X size={14} />} onClick={onClose}>
          {t('compare.close')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={classes.compared} tabIndex={0} aria-labelledby="comparison">
        <table className={classes.table} data-numbers>
          <thead>
            <tr>
              <td />
              {versions.map(({ version }) => (
                <th key={version} scope="col">
                  v{version}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {about.map(([label, read]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {versions.map((version, at) => (
                  <td key={version.version}>{read(version, at)}</td>
                ))}
              </tr>
            ))}
            <Head title={t('metrics')} columns={wide} />
            {comparedMetrics(versions.map(({ metrics }) => ownMetrics(metrics))).map(({ key, values, differences, shares }) => (
              <tr key={key}>
                <th scope="row" className="mono">
                  {key}
                </th>
                {values.map((value, at) => (
                  <td key={versions[at]?.version}>
                    {value === null ? '—' : formatNumber(value, locale)}
                    <Difference value={differences[at] ?? null} />
                    <i aria-hidden style={{ width: `${(shares[at] ?? 0) * 100}%` }} />
                  </td>
                ))}
              </tr>
            ))}
            <Texts title={t('params')} rows={params} versions={versions} />
            <Texts title={t('signature.title')} rows={signature} versions={versions} />
          </tbody>
        </table>
      </section>
      <p className={classes.quiet}>{t('compare.note')}</p>
    </article>
  );
}

function Head({ title, columns }: { title: string; columns: number }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={columns} className={classes.groupHead}>
        {title}
      </th>
    </tr>
  );
}

function Difference({ value }: { value: number | null }) {
  const { locale } = useLocale();
  if (value === null || value === 0) return null;
  return <small>{` ${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value), locale)}`}</small>;
}

function Texts({ title, rows, versions }: { title: string; rows: readonly ComparedText[]; versions: readonly ModelVersion[] }) {
  const { t } = useTranslation('models');
  const differing = rows.filter(({ differs }) => differs);
  if (rows.length === 0) return null;
  return (
    <>
      <Head title={title} columns={versions.length + 1} />
      {differing.map(({ key, values }) => (
        <tr key={key}>
          <th scope="row" className="mono">
            {key}
          </th>
          {values.map((value, at) => (
            <td key={versions[at]?.version}>{value ?? '—'}</td>
          ))}
        </tr>
      ))}
      {differing.length < rows.length && (
        <tr>
          <td colSpan={versions.length + 1} className={classes.same}>
            {t('compare.same', { count: rows.length - differing.length })}
          </td>
        </tr>
      )}
    </>
  );
}
