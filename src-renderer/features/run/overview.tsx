/** Metrics as they ended, params, tags, and the models that came out. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { EditableMarkdown } from '../../components/editable/editable-markdown.tsx';
import { TagEditor } from '../../components/tag-editor.tsx';
import { formatNumber } from '../../lib/format.ts';
import { metricValue } from '../../lib/metric-value.ts';
import { isSystem } from './charts/sections.ts';
import { Pairs } from './pairs.tsx';
import classes from './run.module.css';
import type { RunDetail } from './run-view.tsx';
import { tagKinds } from './tag-kinds.ts';

/** `layer2` before `layer10`. */
const byName = ([a]: [string, unknown], [b]: [string, unknown]) => a.localeCompare(b, undefined, { numeric: true });

const noteTag = 'mlflow.note.content';

export function Overview({ run }: { run: RunDetail }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const { runId } = run;
  const setTag = useAction((tag: { key: string; value: string }) => api.tracking.setTag({ runId, ...tag }));
  const note = useAction((text: string) => api.tracking.setNote({ runId, note: text }));
  const deleteTag = useAction((key: string) => api.tracking.deleteTag({ runId, key }));
  const metrics = useMemo(
    () =>
      Object.entries(run.metrics)
        .filter(([key]) => !isSystem(key))
        .sort(byName)
        .map(([key, value]) => ({ key, shown: formatNumber(metricValue(value) ?? Number.NaN, locale), exact: String(value) })),
    [run.metrics, locale],
  );
  const params = useMemo(
    () =>
      Object.entries(run.params)
        .sort(byName)
        .map(([key, value]) => ({ key, shown: value, exact: value })),
    [run.params],
  );
  const tags = tagKinds(run.tags);
  return (
    <div className={classes.overview}>
      <fieldset disabled={run.lifecycle === 'deleted'} className={classes.note}>
        <EditableMarkdown
          label={t('note.label')}
          text={run.tags[noteTag] ?? ''}
          placeholder={t('note.placeholder')}
          saving={note.isPending}
          maxLength={8000}
          onSave={(text) => note.mutateAsync(text)}
        />
      </fieldset>
      <Pairs title={t('metrics')} id="metrics" pairs={metrics} none={t('noMetrics')} align="right" />
      <div>
        <Models run={run} />
        <Pairs title={t('params')} id="params" pairs={params} none={t('noParams')} />
        <fieldset disabled={run.lifecycle === 'deleted'} className={classes.tags}>
          <TagEditor
            title={t('tags')}
            own={tags.own}
            system={tags.system}
            saving={setTag.isPending}
            onSet={(key, value) => setTag.mutateAsync({ key, value })}
            onDelete={(key) => deleteTag.mutateAsync(key)}
          />
        </fieldset>
      </div>
    </div>
  );
}

function Models({ run }: { run: RunDetail }) {
  const { t } = useTranslation('run');
  const { data: versions = [] } = useQuery(queries.registry.versionsOfRun({ runId: run.runId }));
  const logged = run.loggedModels;
  if (versions.length === 0 && logged.length === 0) return null;
  return (
    <section aria-labelledby="models" className={classes.models}>
      <h2 id="models">{t('models')}</h2>
      <ul>
        {versions.map(({ name, version }) => (
          <li key={`${name}:${version}`}>
            <Link href={paths.model(name, version)} className={classes.link}>
              {name} v{version}
            </Link>{' '}
            <span className={classes.quiet}>{t('registered')}</span>
          </li>
        ))}
        {logged.map(({ modelId, name, status, step }) => (
          <li key={`${modelId}.${step}`}>
            <Link href={paths.experimentRun(run.runId, 'artefatos')} className={classes.link}>
              {name}
            </Link>{' '}
            <span className={classes.quiet}>
              {t('logged', { step })}
              {status !== 'READY' && ` · ${t(`modelStatus.${status}`)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
