/** The images of the engine that the programs of a pipeline ran in, as the tags of its run tell. Pure. */
export interface RunImage {
  language: 'node' | 'python';
  reference: string;
  /** `sha256:…` */
  id: string;
}

const tags = { node: 'bancada.image', python: 'bancada.image.python' } as const;

export function imagesOf(run: Readonly<Record<string, string>>): RunImage[] {
  return (['node', 'python'] as const).flatMap((language) => {
    const [, reference, id] = /^([^@]+)@(sha256:[0-9a-f]{64})$/.exec(run[tags[language]] ?? '') ?? [];
    return reference && id ? [{ language, reference, id }] : [];
  });
}
