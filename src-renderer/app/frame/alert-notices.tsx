/** What the channels `app` and `desktop` are to show while this window is open: a note in the corner, a notification of the system where it is allowed. */
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../client.ts';
import { queries } from '../queries.ts';

export default function AlertNotices() {
  const { data } = useQuery(queries.channels.notices());
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (!data) return;
    const newest = data.at(-1)?.seq ?? 0;
    // What was there when the window opened is no news.
    const fresh = seen.current === null ? [] : data.filter(({ seq }) => seq > seen.current!);
    seen.current = newest;
    for (const { id, title, body, event } of fresh) {
      notifications.show({ id, title, message: body, color: event === 'resolved' ? 'green' : event === 'test' ? 'blue' : 'red', autoClose: 10_000 });
    }
    if (fresh.length > 0 && 'Notification' in window && Notification.permission === 'granted') void showOnDesktop();
  }, [data]);
  return null;
}

async function showOnDesktop(): Promise<void> {
  const taken = await api.channels.takeDesktop().catch(() => []);
  for (const { id, title, body } of taken) new Notification(title, { body, tag: id });
}
