/** A thread that makes or checks one backup. */
import { serveBackup } from './backup/thread.ts';

await serveBackup();
