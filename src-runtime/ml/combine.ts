/** `combineModels`, `routeModels`, `restoreCombination`: several classifiers as one: all of them answer every row, or a column says which. */
import { LabError } from '../errors.ts';
import type { Classifier, Field, Prediction, Row } from '../sdk/types.ts';
import { restoreClassifier, type StoredClassifier } from './fitted.ts';
import { rememberParts } from './parts.ts';
import { unitedFields } from './united-fields.ts';

type Members = Readonly<Record<string, Classifier>>;

export interface CombineOptions {
  /** Each member's part in the mean; alike without it. */
  weights?: Readonly<Record<string, number>>;
  /** The share of members that chose a class, instead of the mean of their probabilities. */
  vote?: boolean;
}

export interface RouteOptions {
  /** Column whose value says which member answers. */
  by: string;
  routes: Readonly<Record<string, string>>;
  /** Answers where the column says nothing that `routes` knows. */
  otherwise: string;
}

type How = { kind: 'ensemble'; weights: Record<string, number>; vote: boolean } | ({ kind: 'router' } & RouteOptions);

/** What `toJSON` gives and model.json holds. */
export interface StoredCombination {
  format: 'bancada-combination';
  version: 1;
  how: How;
  members: Record<string, StoredClassifier>;
}

export function combineModels(members: Members, { weights = {}, vote = false }: CombineOptions = {}): Classifier {
  const names = checked('combineModels', members);
  const parts = Object.fromEntries(names.map((name) => [name, weights[name] ?? 1]));
  for (const name of Object.keys(weights)) needMember('combineModels({ weights })', name, members);
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  if (!Object.values(parts).every((part) => part >= 0) || !(total > 0) || !Number.isFinite(total)) {
    throw new LabError('ARGUMENT', { where: 'combineModels({ weights })', value: JSON.stringify(weights), expected: '≥ 0' });
  }
  return combination(members, { kind: 'ensemble', weights: parts, vote });
}

export function routeModels(members: Members, { by, routes, otherwise }: RouteOptions): Classifier {
  checked('routeModels', members);
  for (const name of [otherwise, ...Object.values(routes)]) needMember('routeModels({ routes, otherwise })', name, members);
  return combination(members, { kind: 'router', by, routes, otherwise });
}

export function restoreCombination({ how, members }: StoredCombination): Classifier {
  return combination(Object.fromEntries(Object.entries(members).map(([name, stored]) => [name, restoreClassifier(stored)])), how);
}

function combination(members: Members, how: How): Classifier {
  const models = Object.values(members);
  const classes = [...new Set(models.flatMap((model) => model.classes))].sort();
  const signature = unitedSignature(models, how);
  const predict = how.kind === 'ensemble' ? averaged(members, how, classes) : routed(members, how, classes);
  const classifier: Classifier = {
    algorithm: how.kind,
    target: models[0]!.target,
    classes,
    signature,
    importances: null,
    predict,
    toJSON: (): StoredCombination => ({
      format: 'bancada-combination',
      version: 1,
      how,
      members: Object.fromEntries(Object.entries(members).map(([name, model]) => [name, model.toJSON() as StoredClassifier])),
    }),
  };
  return rememberParts(classifier, { kind: 'combined', members });
}

function averaged(members: Members, { weights, vote }: Extract<How, { kind: 'ensemble' }>, classes: readonly string[]) {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return (rows: readonly Row[]): Prediction[] => {
    const sums = rows.map(() => new Map(classes.map((label) => [label, 0])));
    for (const [name, model] of Object.entries(members)) {
      const share = weights[name]! / total;
      model.predict(rows).forEach(({ label, probabilities }, r) => {
        const votes = vote ? { [label]: 1 } : probabilities;
        for (const [one, chance] of Object.entries(votes)) sums[r]!.set(one, sums[r]!.get(one)! + share * chance);
      });
    }
    return sums.map((sum) => {
      const best = classes.reduce((first, label) => (sum.get(label)! > sum.get(first)! ? label : first));
      return { label: best, probabilities: Object.fromEntries(sum) };
    });
  };
}

function routed(members: Members, { by, routes, otherwise }: RouteOptions, classes: readonly string[]) {
  const routeOf = new Map(Object.entries(routes));
  const none = Object.fromEntries(classes.map((label) => [label, 0]));
  return (rows: readonly Row[]): Prediction[] => {
    const answers = new Array<Prediction>(rows.length);
    const mine = Map.groupBy(rows.keys(), (r) => routeOf.get(String(rows[r]![by] ?? '')) ?? otherwise);
    for (const [name, places] of mine) {
      const predictions = members[name]!.predict(places.map((r) => rows[r]!));
      predictions.forEach(({ label, probabilities }, i) => {
        answers[places[i]!] = { label, probabilities: { ...none, ...probabilities } };
      });
    }
    return answers;
  };
}

function unitedSignature(models: readonly Classifier[], how: How): Field[] {
  const fields = unitedFields(models.map(({ signature }) => signature));
  if (how.kind === 'router' && !fields.some(({ name }) => name === how.by)) fields.push({ name: how.by, type: 'string', optional: true });
  return fields;
}

function checked(where: string, members: Members): string[] {
  const names = Object.keys(members);
  const odd = names.find((name) => !/^[\w-]{1,60}$/.test(name));
  if (names.length === 0 || odd !== undefined)
    throw new LabError('ARGUMENT', { where, value: odd ?? '{}', expected: '{ nome: modelo } [A-Za-z0-9_-]' });
  const inner = Object.values(members).find((model) => model.algorithm === 'ensemble' || model.algorithm === 'router');
  if (inner) throw new LabError('ARGUMENT', { where, value: inner.algorithm, expected: 'trainClassifier(…) | loadModel(…)' });
  const targets = [...new Set(Object.values(members).map(({ target }) => target))];
  if (targets.length > 1) throw new LabError('ARGUMENT', { where, value: targets.join(', '), expected: `target = ${targets[0]}` });
  return names;
}

function needMember(where: string, name: string, members: Members): void {
  if (!Object.hasOwn(members, name)) throw new LabError('ARGUMENT', { where, value: name, expected: Object.keys(members).join(' | ') });
}
