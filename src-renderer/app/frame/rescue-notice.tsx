/** A database that was damaged and restored is told to whoever opens a window, until somebody takes note of it in the settings. */
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useDoctor } from './engine-state.tsx';

const id = 'database-restored';

export default function RescueNotice() {
  const problem = useDoctor().data?.problems.find(({ code }) => code === 'DATABASE_RESTORED');
  const { what, fix } = problem ?? {};
  useEffect(() => {
    if (what) notifications.show({ id, title: what, message: fix, color: 'yellow', autoClose: false });
    else notifications.hide(id);
  }, [what, fix]);
  return null;
}
