import { procedures } from '../common/procedures.ts';
import { exportsContract } from '../contract/exports.ts';
import type { Exports } from './index.ts';

export function exportsRouter(exports: Exports) {
  const implement = procedures(exportsContract);
  return implement.router({
    preview: implement.preview.handler(({ input }) => exports.preview(input)),
    write: implement.write.handler(({ input: { path, ...request } }) => exports.write(request, path)),
    download: implement.download.handler(({ input }) => exports.download(input)),
  });
}
