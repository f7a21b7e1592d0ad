/** A look at one input or output of a step, in a window of its own: a table, an image, a text, the files of a folder. */
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { TableSkeleton } from '../../../components/loading.tsx';
import classes from '../../../components/preview/preview.module.css';
import { PreviewBody } from '../../../components/preview/preview-body.tsx';
import { formatBytes } from '../../../lib/format.ts';

export interface Looked {
  runId: string;
  step: string;
  side: 'input' | 'output';
  name: string;
  /** As a person knows it: `voos.jsonl`. */
  title: string;
}

export function PreviewModal({ about, onClose }: { about: Looked; onClose(): void }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  const [path, setPath] = useState<string | null>(null);
  const { title, ...rest } = about;
  const preview = useQuery({ ...queries.runs.preview({ ...rest, ...(path !== null && { path }) }), retry: false });
  return (
    <Modal
      opened
      onClose={onClose}
      size={920}
      title={
        <span className={classes.title}>
          <code className="mono">{title}</code>
          {preview.data && preview.data.bytes > 0 && <small>{formatBytes(preview.data.bytes, locale)}</small>}
        </span>
      }
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {path !== null && (
        <p className={classes.back}>
          <button type="button" onClick={() => setPath(null)}>
            {title}
          </button>{' '}
          / <code className="mono">{path}</code>
        </p>
      )}
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <TableSkeleton rows={6} />}
      {preview.data && <PreviewBody preview={preview.data} onOpen={setPath} />}
    </Modal>
  );
}
