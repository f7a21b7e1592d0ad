/** `openMaterial`: the files of the general material, read when first asked for. */
import { join } from 'node:path';
import { openContent } from '../catalog/index.ts';
import type { Language } from '../contract/base.ts';
import { checklistFile, questionsFile, questionWords, roadmapFile, skillsFile } from './schema.ts';

export function openMaterial(applicationRoot: string, home: string) {
  const content = openContent(applicationRoot, join(home, 'cache', 'content'));
  return {
    roadmap: () => content.yaml('resources/roteiro.yaml', roadmapFile),
    skills: () => content.yaml('resources/habilidades.yaml', skillsFile),
    checklist: () => content.yaml('resources/checklist.yaml', checklistFile),
    questions(language: Language) {
      const all = content.yaml('resources/entrevista.yaml', questionsFile);
      if (language === 'pt') return all;
      const words = new Map(content.yaml('resources/entrevista.en.yaml', questionWords).map((each) => [each.id, each]));
      return all.map((each) => {
        const found = words.get(each.id);
        if (!found) throw new Error(`resources/entrevista.en.yaml: ${each.id} is missing`);
        return { ...each, ...found };
      });
    },
  };
}
