import { procedures } from '../common/procedures.ts';
import { datasetsContract } from '../contract/datasets.ts';
import type { DatasetsDomain } from './create.ts';

export function datasetsRouter(datasets: DatasetsDomain) {
  const implement = procedures(datasetsContract);
  const { jobs, sets } = datasets;
  return implement.router({
    list: implement.list.handler(() => datasets.list()),
    get: implement.get.handler(({ input }) => datasets.get(input.name)),
    resolve: implement.resolve.handler(({ input }) => datasets.find(input.reference)),
    import: implement.import.handler(({ input }) => datasets.import(input)),
    upload: implement.upload.handler(({ input }) => datasets.upload(input)),
    export: implement.export.handler(({ input }) => datasets.export(input.name, input.version, input.path)),
    download: implement.download.handler(({ input }) => datasets.download(input.name, input.version)),
    files: implement.files.handler(({ input: { name, version, ...asked } }) => datasets.files(name, version, asked)),
    filePreview: implement.filePreview.handler(({ input }) => datasets.filePreview(input.name, input.version, input.path)),
    profile: implement.profile.handler(({ input }) => datasets.profile(input.name, input.version)),
    relations: implement.relations.handler(({ input, signal }) => datasets.relations(input.name, input.version, signal)),
    sample: implement.sample.handler(({ input: { name, version, ...request } }) => datasets.sample(name, version, request)),
    diff: implement.diff.handler(({ input }) => datasets.diff(input.name, input.from, input.to, input.key)),
    job: implement.job.handler(({ input }) => jobs.get(input.jobId)),
    watchJob: implement.watchJob.handler(({ input, signal }) => jobs.watch(input.jobId, signal)),
    cancelJob: implement.cancelJob.handler(({ input }) => jobs.cancel(input.jobId)),
    describe: implement.describe.handler(({ input }) => sets.describe(input.name, input.description)),
    setTag: implement.setTag.handler(({ input }) => sets.setTag(input.name, input.version, input.tag)),
    deleteTag: implement.deleteTag.handler(({ input }) => sets.deleteTag(input.name, input.tag)),
    makeCurrent: implement.makeCurrent.handler(({ input }) => sets.makeCurrent(input.name, input.version)),
    deleteVersion: implement.deleteVersion.handler(({ input }) => sets.deleteVersions(input.name, [input.version])),
    undeleteVersion: implement.undeleteVersion.handler(({ input }) => sets.undelete(input.name, input.version)),
    deleteSet: implement.deleteSet.handler(({ input }) => sets.deleteVersions(input.name)),
    gcPreview: implement.gcPreview.handler(({ input }) => datasets.gcPreview(input)),
    gc: implement.gc.handler(({ input }) => datasets.gc(input)),
  });
}
