/** A set that was found. */
import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { EditableMarkdown } from '../../components/editable/editable-markdown.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import classes from './data.module.css';
import { Difference } from './diff/difference.tsx';
import { History } from './history.tsx';
import { VersionDetail } from './version/version-detail.tsx';
import { VersionsTable } from './versions-table.tsx';

export type WholeSet = Awaited<ReturnType<typeof api.datasets.get>>;

export function SetView({ set, version }: { set: WholeSet; version: string | null }) {
  const { t } = useTranslation('data');
  const [, go] = useLocation();
  const [compared, setCompared] = useState<number[]>([]);
  const { name, items } = set;
  const describe = useAction((description: string) => api.datasets.describe({ name, description }));
  const remove = useAction(() => api.datasets.deleteSet({ name }), { onSuccess: () => go(paths.data()) });
  const chosen =
    version === null ? (set.current ?? items[0]) : items.find((each) => `${each.version}` === version || each.digest.startsWith(version));
  const [older, newer] = [...compared].sort((a, b) => a - b);
  return (
    <>
      <EditableMarkdown
        label={t('description')}
        text={set.description}
        placeholder={t('noDescription')}
        saving={describe.isPending}
        maxLength={8000}
        onSave={(text) => describe.mutateAsync(text)}
      />
      <div className={classes.columns}>
        <div>
          <VersionsTable
            versions={items}
            chosen={chosen?.version ?? null}
            compared={compared}
            onChoose={(each) => {
              setCompared([]);
              go(paths.data(name, each));
            }}
            onCompare={setCompared}
          />
          <History history={set.history} />
          {!set.shipped && set.versions > 0 && (
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              leftSection={<Trash2 size={13} />}
              onClick={() => remove.mutate()}
              loading={remove.isPending}
            >
              {t('deleteSet')}
            </Button>
          )}
        </div>
        {older !== undefined && newer !== undefined ? (
          <Difference key={`${older}-${newer}`} name={name} from={older} to={newer} onClose={() => setCompared([])} />
        ) : chosen ? (
          <VersionDetail key={chosen.version} version={chosen} isShipped={set.shipped !== null} />
        ) : (
          <EmptyState title={t('unknownVersion', { version: version ?? '', name })} />
        )}
      </div>
    </>
  );
}
