/** A reading thread: what `openReaders` starts. It loads the queries and little else, for it starts while somebody waits. */
import { datasetReads } from './datasets/reads.ts';
import { lineageRead } from './lineage/graph.ts';
import { pipelineReads } from './pipelines/reads.ts';
import { registryReads } from './registry/reads.ts';
import { serveReads } from './storage/reader-thread.ts';
import { reads } from './tracking/reads.ts';

serveReads([...reads, ...registryReads, ...pipelineReads, ...datasetReads, lineageRead]);
