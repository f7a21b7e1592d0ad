/** A data thread: what imports, restores and rewrites data. */
import { serveData } from './datasets/chunks/thread.ts';

await serveData();
