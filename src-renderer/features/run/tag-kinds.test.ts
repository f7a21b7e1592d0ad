import { expect, it } from 'vitest';
import { sourceOf, tagKinds } from './tag-kinds.ts';

it('tells what a person wrote from what says how the run came about', () => {
  const tags = {
    equipe: 'dados',
    'mlflow.user': 'ana',
    'bancada.engine': 'docker',
    'mlflow.note.content': 'x',
    'mlflow.runName': 'y',
    'mlflow.x': '1',
  };
  expect(tagKinds(tags)).toEqual({
    own: [['equipe', 'dados']],
    system: [
      ['bancada.engine', 'docker'],
      ['mlflow.user', 'ana'],
      ['mlflow.x', '1'],
    ],
  });
});

it('reads where a run was started, as far as it says', () => {
  expect(sourceOf({ 'mlflow.source.name': 'treino.py', 'mlflow.source.git.commit': 'abc' })).toEqual({
    name: 'treino.py',
    type: '',
    user: '',
    commit: 'abc',
    branch: '',
    repository: '',
  });
});
