/** `useWord`: a short word on what was done, with the way back beside it. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';

const readMs = 12_000;

export function useWord(): (message: string, undo: () => Promise<unknown>) => void {
  const { t } = useTranslation('challenge');
  const back = useAction((undo: () => Promise<unknown>) => undo());
  return (message, undo) => {
    const id = notifications.show({
      autoClose: readMs,
      closeButtonProps: { 'aria-label': t('common:close') },
      message: (
        <>
          {message}
          <Button
            size="compact-xs"
            variant="subtle"
            ml={8}
            onClick={() => {
              notifications.hide(id);
              back.mutate(undo);
            }}
          >
            {t('undo')}
          </Button>
        </>
      ),
    });
  };
}
