/** The file of an input, as text, to be changed for this run only. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import classes from './debug.module.css';

interface Props {
  runId: string;
  step: string;
  name: string;
  onClose(): void;
}

export function EditInput({ runId, step, name, onClose }: Props) {
  const { t } = useTranslation(['lab', 'common']);
  const about = { runId, step, name };
  const file = useQuery({ ...queries.debug.readInput(about), retry: false });
  const [text, setText] = useState<string | null>(null);
  const save = useAction((content: string) => api.debug.setInput({ ...about, content }), { onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} size={860} title={t('debug.editInput', { name })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      {file.error && <ErrorState error={file.error} onRetry={() => void file.refetch()} />}
      {file.isPending && <LinesSkeleton n={8} />}
      {file.data && (
        <>
          <p className={classes.quiet}>{t('debug.newArtifact')}</p>
          <Textarea
            aria-label={t('debug.editInput', { name })}
            classNames={{ input: classes.editor }}
            autosize={false}
            rows={20}
            spellCheck={false}
            value={text ?? file.data.content}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={classes.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button
              disabled={text === null || text === file.data.content}
              loading={save.isPending}
              onClick={() => text !== null && save.mutate(text)}
            >
              {t('debug.use')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
