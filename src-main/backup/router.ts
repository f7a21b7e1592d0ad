import { procedures } from '../common/procedures.ts';
import { backupContract } from '../contract/backup.ts';
import type { Backups } from './index.ts';

export function backupRouter(backups: Backups) {
  const implement = procedures(backupContract);
  return implement.router({
    overview: implement.overview.handler(() => backups.overview()),
    create: implement.create.handler(({ input }) => backups.create(input.path)),
    verify: implement.verify.handler(({ input }) => backups.verify(input.path)),
    watch: implement.watch.handler(({ input, signal }) => backups.watch(input.jobId, signal)),
    cancel: implement.cancel.handler(({ input }) => backups.cancel(input.jobId)),
    takeNote: implement.takeNote.handler(() => backups.takeNote()),
  });
}
