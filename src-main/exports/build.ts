/** `buildExport`: everything that an export consists of. Loaded when somebody exports. */
import { type ExportRequest, endpointTarget, type exportPreview } from '../contract/exports.ts';
import { kserveFiles } from './endpoint/kserve.ts';
import { kubernetesFiles } from './endpoint/kubernetes.ts';
import { composeFiles, swarmFiles } from './endpoint/stack.ts';
import { endpointSubject } from './endpoint/subject.ts';
import { bytesOf, type ExportFile, isText } from './files.ts';
import type { ExportsParts } from './index.ts';
import { airflowFiles } from './pipeline/airflow.ts';
import { argoFiles } from './pipeline/argo.ts';
import { kfpFiles } from './pipeline/kfp.ts';
import { sagemakerFiles } from './pipeline/sagemaker.ts';
import { pipelineSubject } from './pipeline/subject.ts';
import { vertexFiles } from './pipeline/vertex.ts';
import { type About, headOf, readmeOf } from './readme/index.ts';

export interface Built {
  name: string;
  /** The README first, then manifests, then the images. */
  files: ExportFile[];
  images: string[];
}

const defaultPython = '3.12';

export async function buildExport(parts: ExportsParts, request: Required<Omit<ExportRequest, 'path'>>): Promise<Built> {
  return endpointTarget.safeParse(request.target).success ? buildEndpoint(parts, request) : buildPipeline(parts, request);
}

async function buildEndpoint(parts: ExportsParts, { target, subject: asked, registry, language }: Required<ExportRequest>): Promise<Built> {
  const subject = await endpointSubject(parts.serving.get(asked), parts, registry);
  const { name, title, serves, example, image } = subject;
  const about: About = { ...{ target, name, title, serves, example }, images: [{ folder: 'image', image }], leftOut: [], secrets: [] };
  const head = headOf(about, language);
  const manifests = {
    kubernetes: () => kubernetesFiles(subject, head),
    kserve: () => kserveFiles(subject, head),
    compose: () => composeFiles(subject, head, language),
    swarm: () => swarmFiles(subject, head, language),
  }[target as 'compose']();
  return { name: `${name}-${target}`, files: [readme(about, language), ...manifests, ...subject.files], images: [image] };
}

async function buildPipeline(parts: ExportsParts, { target, subject: asked, solution, registry, language }: Required<ExportRequest>): Promise<Built> {
  const python = await parts.engines.python().catch(() => null);
  const pythonMinor = /^\d+\.\d+/.exec(python?.version ?? '')?.[0] ?? defaultPython;
  const folder = parts.workspaces.codeFolder(asked, solution);
  const subject = await pipelineSubject({ ...parts, folder, pipeline: asked, pythonMinor, repository: registry });
  const { name, title, leftOut, secrets } = subject;
  const images = subject.images.map((image) => ({ folder: /-python:[0-9a-f]+$/.test(image) ? 'image-python' : 'image-node', image }));
  const about: About = { target, name, title, images, leftOut, secrets };
  const head = headOf(about, language);
  const manifests = { kfp: kfpFiles, argo: argoFiles, airflow: airflowFiles, sagemaker: sagemakerFiles, vertex: vertexFiles }[target as 'kfp'](
    subject,
    head,
  );
  return { name: `${name}-${target}`, files: [readme(about, language), ...manifests, ...subject.files], images: subject.images };
}

function readme(about: About, language: 'pt' | 'en'): ExportFile {
  return { path: language === 'pt' ? 'LEIAME.md' : 'README.md', content: readmeOf(about, language) };
}

/** What is ours to read is shown; what an image is filled with is only listed. */
export function preview({ name, files, images }: Built): ReturnType<typeof exportPreview.parse> {
  const isManifest = (path: string) => !path.includes('/rootfs/');
  return {
    name,
    images,
    files: files.map((file) => ({ path: file.path, bytes: bytesOf(file), content: isText(file) && isManifest(file.path) ? file.content : null })),
  };
}
