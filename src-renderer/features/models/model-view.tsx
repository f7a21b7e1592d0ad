/** A model that was found: description and tags, versions and history at the left, the chosen version or a comparison beside them. */
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { EditableMarkdown } from '../../components/editable/editable-markdown.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { TagEditor } from '../../components/tag-editor.tsx';
import { AliasHistory } from './alias-history.tsx';
import { Batches } from './batches.tsx';
import { Comparison } from './comparison.tsx';
import { Events } from './events.tsx';
import classes from './models.module.css';
import { VersionDetail } from './version-detail.tsx';
import { VersionsTable } from './versions-table.tsx';

type Model = Awaited<ReturnType<typeof api.registry.model>>;

export function ModelView({ model, version }: { model: Model; version: string | null }) {
  const { t } = useTranslation('models');
  const [, go] = useLocation();
  const [compared, setCompared] = useState<string[]>([]);
  const { name } = model;
  const describe = useAction((description: string) => api.registry.describeModel({ name, description }));
  const setTag = useAction((tag: { key: string; value: string }) => api.registry.setModelTag({ name, ...tag }));
  const deleteTag = useAction((key: string) => api.registry.deleteModelTag({ name, key }));
  const items = [...model.items].sort((a, b) => Number(b.version) - Number(a.version));
  const wanted = version ?? model.aliases.champion ?? items[0]?.version ?? null;
  const chosen = items.find((item) => item.version === wanted);
  const side = items.filter((item) => compared.includes(item.version)).reverse();
  return (
    <>
      <div className={classes.about}>
        <EditableMarkdown
          label={t('description')}
          text={model.description}
          placeholder={t('noModelDescription')}
          saving={describe.isPending}
          maxLength={20_000}
          onSave={(text) => describe.mutateAsync(text)}
        />
        <TagEditor
          title={t('tags')}
          own={Object.entries(model.tags)}
          saving={setTag.isPending}
          onSet={(key, value) => setTag.mutateAsync({ key, value })}
          onDelete={(key) => deleteTag.mutateAsync(key)}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('noVersions.title')}>{t('noVersions.text')}</EmptyState>
      ) : (
        <div className={classes.columns}>
          <div>
            <VersionsTable
              versions={items}
              chosen={chosen?.version ?? null}
              compared={compared}
              onChoose={(each) => {
                setCompared([]);
                go(paths.model(name, each));
              }}
              onCompare={setCompared}
            />
            <Tabs defaultValue="aliases" className={classes.tabs}>
              <Tabs.List>
                <Tabs.Tab value="aliases">{t('history.title')}</Tabs.Tab>
                <Tabs.Tab value="events">{t('history.all')}</Tabs.Tab>
                <Tabs.Tab value="batch">{t('batch.title')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="aliases" pt="sm">
                <AliasHistory name={name} history={model.history} aliases={model.aliases} />
              </Tabs.Panel>
              <Tabs.Panel value="events" pt="sm">
                <Events name={name} />
              </Tabs.Panel>
              <Tabs.Panel value="batch" pt="sm">
                <Batches name={name} version={wanted} />
              </Tabs.Panel>
            </Tabs>
          </div>
          {side.length > 1 ? (
            <Comparison versions={side} onClose={() => setCompared([])} />
          ) : chosen ? (
            <VersionDetail key={chosen.version} version={chosen} model={model} />
          ) : (
            <EmptyState title={t('unknownVersion', { version: version ?? '', name })} />
          )}
        </div>
      )}
    </>
  );
}
