/** `dockerPython`: what a container of a Python program is made with: its image, `bancada` and packages mounted read-only, and its command line. */
import type Docker from 'dockerode';
import type { MountSettings } from 'dockerode';
import type { Launch, ProgramCode } from '../engine.ts';
import type { BaseImage, OnProgress } from '../images/base-image.ts';
import { obtainPython } from '../images/python-image.ts';
import { pythonPlace } from '../images/python-rootfs.ts';
import { pythonEnv, pythonFlags, runner } from '../python/command.ts';
import type { Python } from '../python/index.ts';

export interface PythonContainer {
  readonly image: string;
  readonly mounts: MountSettings[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface DockerPython {
  prepare(program: ProgramCode, onProgress?: OnProgress): Promise<void>;
  fingerprint(program: ProgramCode): Promise<string>;
  image(): Promise<BaseImage>;
  container(launch: Launch & ProgramCode): Promise<PythonContainer>;
  /** Somebody may have removed the image. */
  forget(): void;
}

const sdkPlace = '/lab/python/sdk';
const sitePlace = '/lab/python/site';

export function dockerPython(docker: Docker, python: Python, homeId: string): DockerPython {
  let image: Promise<BaseImage> | null = null;

  function obtain(onProgress?: OnProgress): Promise<BaseImage> {
    image ??= python
      .interpreter()
      .then((interpreter) => obtainPython(docker, interpreter, homeId, onProgress))
      .catch((error) => {
        image = null;
        throw error;
      });
    return image;
  }

  return {
    async prepare({ codeDir }, onProgress) {
      await obtain(onProgress);
      await python.setup(codeDir, (message) => onProgress?.(0.9, message));
    },
    fingerprint: async ({ codeDir }) => `${(await obtain()).fingerprint} ${await python.fingerprint(codeDir)}`,
    image: () => obtain(),
    async container(launch) {
      const [{ reference }, { sdk, site }] = await Promise.all([obtain(), python.setup(launch.codeDir)]);
      const bind = (source: string, target: string): MountSettings => ({ Type: 'bind', Source: source, Target: target, ReadOnly: true });
      return {
        image: reference,
        mounts: [bind(sdk, sdkPlace), ...(site === null ? [] : [bind(site, sitePlace)])],
        command: [pythonPlace, ...pythonFlags, runner(sdkPlace), launch.entry, '/lab/code', '-', ...(site === null ? [] : [sitePlace])],
        env: pythonEnv(launch),
      };
    },
    forget() {
      image = null;
    },
  };
}
