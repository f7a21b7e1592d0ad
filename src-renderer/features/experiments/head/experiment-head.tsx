/** An experiment by its name: what it is about, its tags, and what one does with it. */
import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis, Pencil, Tag, Terminal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../../app/client.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/use-action.ts';
import { EditableMarkdown } from '../../../components/editable/editable-markdown.tsx';
import type { FoundExperiment } from '../found.ts';
import { ExperimentForm } from '../list/experiment-form.tsx';
import { useNotice } from '../use-notice.tsx';
import { useTitle } from '../use-title.ts';
import { defaultExperiment, ownTags } from '../use-view.ts';
import classes from './head.module.css';
import { PointPython } from './point-python.tsx';
import { TagForm } from './tag-form.tsx';

const noteTag = 'mlflow.note.content';

export function ExperimentHead({ experiment }: { experiment: FoundExperiment }) {
  const { t } = useTranslation('experiments');
  const [, go] = useLocation();
  const titleOf = useTitle();
  const notice = useNotice();
  const [shown, setShown] = useState<'rename' | 'tag' | 'python' | null>(null);
  const { experimentId, tags } = experiment;
  const close = () => setShown(null);
  const rename = useAction((name: string) => api.tracking.renameExperiment({ experimentId, name }), { onSuccess: close });
  const note = useAction((value: string) => api.tracking.setExperimentTag({ experimentId, key: noteTag, value }));
  const restore = useAction(() => api.tracking.restoreExperiment({ experimentId }), { onSuccess: () => go(paths.experiments(experimentId)) });
  const remove = useAction(() => api.tracking.deleteExperiment({ experimentId }), {
    onSuccess: () => {
      go(paths.experiments());
      notice(t('head.deleted', { name: experiment.name }), () => restore.mutate());
    },
  });
  const own = Object.entries(tags).filter(([key]) => key !== noteTag && !ownTags(key));
  return (
    <div className={classes.head}>
      <div className={classes.title}>
        <h2>{titleOf(experiment)}</h2>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('head.actions', { name: experiment.name })}>
              <Ellipsis size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Pencil size={14} />} onClick={() => setShown('rename')}>
              {t('head.rename')}
            </Menu.Item>
            <Menu.Item leftSection={<Tag size={14} />} onClick={() => setShown('tag')}>
              {t('head.tag')}
            </Menu.Item>
            <Menu.Item leftSection={<Terminal size={14} />} onClick={() => setShown('python')}>
              {t('head.python')}
            </Menu.Item>
            {experimentId !== defaultExperiment && (
              <Menu.Item leftSection={<Trash2 size={14} />} color="red" onClick={() => remove.mutate()}>
                {t('head.delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
        {own.map(([key, value]) => (
          <span key={key} className={classes.tag}>
            <span title={`${key} = ${value}`}>
              {key} <b>{value}</b>
            </span>
            <RemoveTag experimentId={experimentId} tag={key} />
          </span>
        ))}
      </div>
      <EditableMarkdown
        label={t('head.note')}
        text={tags[noteTag] ?? ''}
        placeholder={t('head.noNote')}
        maxLength={4000}
        saving={note.isPending}
        onSave={note.mutateAsync}
      />
      {shown === 'rename' && (
        <ExperimentForm
          title={t('head.rename')}
          action={t('common:save')}
          name={experiment.name}
          saving={rename.isPending}
          onSave={(name) => rename.mutate(name)}
          onCancel={close}
        />
      )}
      {shown === 'tag' && <TagForm experimentId={experimentId} onDone={close} />}
      {shown === 'python' && <PointPython experiment={experiment.name} onClose={close} />}
    </div>
  );
}

function RemoveTag({ experimentId, tag }: { experimentId: string; tag: string }) {
  const { t } = useTranslation('experiments');
  const remove = useAction(() => api.tracking.deleteExperimentTag({ experimentId, key: tag }));
  return (
    <button type="button" aria-label={t('head.dropTag', { tag })} onClick={() => remove.mutate()}>
      ×
    </button>
  );
}
