/** What one does with the runs that are selected: compare them, put them in the trash, bring them back. */
import { Button } from '@mantine/core';
import { GitCompareArrows, RotateCcw, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import { mostCompared } from '../compare/limits.ts';
import { useNotice } from '../use-notice.tsx';
import classes from './toolbar.module.css';

interface Props {
  selected: ReadonlySet<string>;
  /** As many as can be selected. */
  full: boolean;
  deleted: boolean;
  onClear(): void;
  onCompare(): void;
}

export function SelectionBar({ selected, full, deleted, onClear, onCompare }: Props) {
  const { t } = useTranslation('experiments');
  const notice = useNotice();
  const runIds = [...selected];
  const count = runIds.length;
  const restore = useAction((ids: string[]) => api.tracking.restoreRuns({ runIds: ids }), {
    onSuccess: (_, ids) => {
      onClear();
      notice(t('selection.restored', { count: ids.length }));
    },
  });
  const remove = useAction((ids: string[]) => api.tracking.deleteRuns({ runIds: ids }), {
    onSuccess: (_, ids) => {
      onClear();
      notice(t('selection.deleted', { count: ids.length }), () => restore.mutate(ids));
    },
  });
  const comparable = count >= 2 && count <= mostCompared;
  return (
    <div className={classes.selection} role="toolbar" aria-label={t('selection.label')}>
      <span className={classes.total} role="status">
        {t('selection.count', { count })}
        {full && ` · ${t('selection.full')}`}
      </span>
      {deleted ? (
        <Button leftSection={<RotateCcw size={14} />} loading={restore.isPending} onClick={() => restore.mutate(runIds)}>
          {t('selection.restore')}
        </Button>
      ) : (
        <>
          <Button
            leftSection={<GitCompareArrows size={14} />}
            disabled={!comparable}
            title={comparable ? undefined : t('selection.comparable', { most: mostCompared })}
            onClick={onCompare}
          >
            {t('selection.compare')}
          </Button>
          <Button variant="default" leftSection={<Trash2 size={14} />} loading={remove.isPending} onClick={() => remove.mutate(runIds)}>
            {t('selection.delete')}
          </Button>
        </>
      )}
      <Button variant="default" leftSection={<X size={14} />} onClick={onClear}>
        {t('selection.clear')}
      </Button>
    </div>
  );
}
