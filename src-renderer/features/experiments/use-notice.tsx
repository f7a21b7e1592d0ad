/** A sentence at the edge of the window about what was done, with a way back where there is one. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';

const readableMs = 12_000;

export function useNotice(): (text: string, undo?: () => void) => void {
  const { t } = useTranslation(['experiments', 'common']);
  return (text, undo) => {
    const closeButtonProps = { 'aria-label': t('common:close') };
    if (!undo) {
      notifications.show({ message: text, closeButtonProps });
      return;
    }
    const back = (
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          undo();
          notifications.hide(id);
        }}
      >
        {t('selection.undo')}
      </Button>
    );
    const id = notifications.show({ title: text, message: back, closeButtonProps, autoClose: readableMs });
  };
}
