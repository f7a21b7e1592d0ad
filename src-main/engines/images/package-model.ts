/** `packageModel`: a model's image under the names that a delivery gives it (commit, branch, version), and what is known of it. */
import type { DockerSetup } from '../docker/index.ts';
import type { ModelPackage, PackagedModel } from '../engine.ts';
import { modelImage } from './model-image.ts';

export async function packageModel({ docker, base, homeId }: DockerSetup, model: ModelPackage, names: readonly string[]): Promise<PackagedModel> {
  const reference = await modelImage(docker, base, model, homeId);
  const image = docker.getImage(reference);
  for (const name of names) {
    const cut = name.lastIndexOf(':');
    await image.tag({ repo: name.slice(0, cut), tag: name.slice(cut + 1) });
  }
  const { Id, Size, RootFS } = await image.inspect();
  return { reference, id: Id, bytes: Size, layers: RootFS.Layers?.length ?? 0, base: base.id };
}
