/** The state of the connection to the core, for components. */
import { useSyncExternalStore } from 'react';
import { connection } from './client.ts';

export function useConnection() {
  return useSyncExternalStore(connection.subscribe, connection.state);
}
