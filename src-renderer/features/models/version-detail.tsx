/** One version: its lineage, aliases and what it says about itself, its card, and how it is used. */
import { Button, Tabs } from '@mantine/core';
import { Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ModelVersion, RegisteredModel } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { EditableText } from '../../components/editable/editable-text.tsx';
import { Section } from '../../components/page.tsx';
import { Aliases } from './aliases.tsx';
import { Deletion } from './deletion.tsx';
import { EditedByHand } from './edited-by-hand.tsx';
import { Graph } from './graph.tsx';
import { Lineage } from './lineage.tsx';
import { ModelCard } from './model-card.tsx';
import classes from './models.module.css';
import { StageTag } from './stage-tag.tsx';
import { Usage } from './usage.tsx';
import { VersionAbout } from './version-about.tsx';

export function VersionDetail({ version, model }: { version: ModelVersion; model: RegisteredModel }) {
  const { t } = useTranslation('models');
  const [, go] = useLocation();
  const [deleting, setDeleting] = useState(false);
  const place = { name: version.name, version: version.version };
  const describe = useAction((description: string) => api.registry.describe({ ...place, description }));
  const serve = useAction(() => api.serving.serve({ target: `${version.name}:${version.version}` }), {
    onSuccess: (endpoint) => go(paths.service(endpoint.name)),
  });
  const remove = useAction((comment: string) => api.registry.deleteVersion({ ...place, comment }), {
    onSuccess: () => go(paths.model(version.name)),
  });
  return (
    <article className={classes.detail} aria-labelledby="version">
      <header className={classes.detailHead}>
        <h2 id="version">
          {t('version', { version: version.version })} <StageTag stage={version.stage} />
        </h2>
        <div className={classes.buttons}>
          {version.servable && (
            <Button leftSection={<Play size={14} />} loading={serve.isPending} onClick={() => serve.mutate()}>
              {t('serve')}
            </Button>
          )}
          <Button variant="subtle" color="gray" leftSection={<Trash2 size={14} />} onClick={() => setDeleting(true)}>
            {t('delete.open')}
          </Button>
        </div>
      </header>
      {deleting && (
        <Deletion
          text={
            version.aliases.length > 0
              ? t('delete.versionHeld', { aliases: version.aliases.map((each) => `@${each}`).join(', ') })
              : t('delete.version')
          }
          pending={remove.isPending}
          onDelete={(comment) => remove.mutate(comment)}
          onCancel={() => setDeleting(false)}
        />
      )}
      {!version.servable && <p className={classes.notServed}>{version.digest === null ? t('notServed.elsewhere') : t('notServed.python')}</p>}
      <EditedByHand version={version} />
      <Lineage version={version} />
      {version.algorithm === 'graph' && <Graph version={version} />}
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
      <Tabs defaultValue="about" className={classes.tabs}>
        <Tabs.List>
          <Tabs.Tab value="about">{t('about')}</Tabs.Tab>
          <Tabs.Tab value="card">{t('card.title')}</Tabs.Tab>
          <Tabs.Tab value="usage">{t('usage.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="about" pt="md">
          <VersionAbout version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="card" pt="md">
          <ModelCard version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="usage" pt="md">
          <Usage version={version} />
        </Tabs.Panel>
      </Tabs>
    </article>
  );
}
