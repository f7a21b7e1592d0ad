/** What `bancada export` says, in both languages. */
import type { Locale } from '../../contract/index.ts';

const pt = {
  export:
    'escreve um endpoint (kubernetes, kserve, compose, swarm) ou um pipeline (kfp, argo, airflow, vertex, sagemaker) como arquivos de outra plataforma',
  output: 'pasta a escrever (sem ela, <nome>-<plataforma> aqui)',
  registry: 'para onde as imagens serão enviadas, como ghcr.io/eu',
  solution: 'de quem é o código: workspace (o seu), starter ou reference',
  targetUnknown: (value: string, known: string) => `a plataforma é uma de ${known}, não “${value}”.`,
  done: (path: string, files: number, images: string[]) =>
    `${path}: ${files} arquivos. Comece pelo LEIAME.md.\nImagens a construir e enviar: ${images.join(', ')}`,
};

const en: typeof pt = {
  export:
    'writes an endpoint (kubernetes, kserve, compose, swarm) or a pipeline (kfp, argo, airflow, vertex, sagemaker) as files of another platform',
  output: 'folder to write (without it, <name>-<platform> here)',
  registry: 'where the images will be pushed to, like ghcr.io/me',
  solution: 'whose code: workspace (yours), starter or reference',
  targetUnknown: (value, known) => `the platform is one of ${known}, not “${value}”.`,
  done: (path, files, images) => `${path}: ${files} files. Begin with README.md.\nImages to build and push: ${images.join(', ')}`,
};

export const exportTexts = (locale: Locale): typeof pt => (locale === 'en' ? en : pt);
