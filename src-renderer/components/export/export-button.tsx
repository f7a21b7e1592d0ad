/** `ExportButton`: takes an endpoint or a pipeline to another platform, after a look at the files that it would be there. */
import { Button, Modal } from '@mantine/core';
import { PackageOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportSheet } from './export-sheet.tsx';
import type { Exported } from './targets.ts';

export function ExportButton({ exported }: { exported: Exported }) {
  const { t } = useTranslation(['exports', 'common']);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<PackageOpen size={14} />} onClick={() => setOpen(true)} data-testid="export">
        {t('open')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size={1080}
        title={t('title', { name: exported.subject })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        {open && <ExportSheet exported={exported} />}
      </Modal>
    </>
  );
}
