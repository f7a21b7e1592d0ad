/** Back to the revision that is kept warm: no start to wait for. */
import { Button } from '@mantine/core';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';

export function GoBack({ endpoint, revision }: { endpoint: string; revision: number }) {
  const { t } = useTranslation('rollout');
  const back = useAction(() => api.rollout.rollback({ endpoint }));
  return (
    <div>
      <Button variant="default" leftSection={<Undo2 size={14} />} loading={back.isPending} onClick={() => back.mutate()}>
        {t('act.backTo', { revision })}
      </Button>
    </div>
  );
}
