import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { applicationRoot } from '../../common/application-root.ts';
import { openTestCore } from '../../common/test-core.ts';
import type { PolicyQuestion } from '../../contract/cloud-iam.ts';
import { createDesk } from '../desk.ts';
import { openCloudFiles } from '../files.ts';
import { openPlaces } from '../plan/places.ts';

const { core, dispose } = openTestCore(undefined, 'memory');
afterAll(dispose);
const parts = { catalog: { challengeIds: () => [] }, workspaces: { codeFolder: () => join(core.home.root, 'none') } };
const places = openPlaces({ ...parts, examples: join(applicationRoot(), 'resources', 'cloud', 'examples') });
const desk = createDesk(openCloudFiles(applicationRoot(), core.home.root), places);

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (rest: object) => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...rest });
const question: Omit<PolicyQuestion, 'policies'> = {
  ...{ provider: 'sagemaker', action: 's3:GetObject', resource: 'arn:aws:s3:::dados/casas.csv', principal: '' },
  context: { 'aws:RequestedRegion': 'us-east-1', 'aws:username': 'ana', 'aws:MultiFactorAuthAge': '300' },
};

describe('policies of AWS', () => {
  const cases: [string, object[], 'allowed' | 'implicit' | 'deny'][] = [
    ['nothing said is no', [], 'implicit'],
    ['names of actions know no case, paths do', [allow({ Action: 'S3:getobject' })], 'allowed'],
    ['a resource is a pattern', [allow({ Resource: 'arn:aws:s3:::dados/*.csv' })], 'allowed'],
    ['? is one character', [allow({ Resource: 'arn:aws:s3:::dados/casa?.csv' })], 'allowed'],
    ['of another bucket', [allow({ Resource: 'arn:aws:s3:::dado/*' })], 'implicit'],
    ['an explicit deny wins, wherever it stands', [allow({}), { Effect: 'Deny', Action: 's3:Get*', Resource: '*' }, allow({})], 'deny'],
    ['a deny of something else is nothing', [allow({}), { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }], 'allowed'],
    ['NotAction allows the rest', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 'allowed'],
    ['NotResource spares what it names', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::dados/*' }], 'implicit'],
    ['a variable is filled in', [allow({ Resource: 'arn:aws:s3:::dados/*', Condition: { StringEquals: { 'aws:username': 'ana' } } })], 'allowed'],
    ['one of several values is enough', [allow({ Condition: { StringLike: { 'aws:RequestedRegion': ['sa-*', 'us-*'] } } })], 'allowed'],
    [
      'all operators and keys must hold',
      [allow({ Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1', 'aws:username': 'bia' } } })],
      'implicit',
    ],
    ['numbers are compared as numbers', [allow({ Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '1000' } } })], 'allowed'],
    ['a key that is not there is not equal', [allow({ Condition: { StringEquals: { 'aws:PrincipalTag/equipe': 'dados' } } })], 'implicit'],
    ['… but differs', [allow({ Condition: { StringNotEquals: { 'aws:PrincipalTag/equipe': 'dados' } } })], 'allowed'],
    ['… and IfExists lets it pass', [allow({ Condition: { StringEqualsIfExists: { 'aws:PrincipalTag/equipe': 'dados' } } })], 'allowed'],
    ['Null asks for its absence', [allow({ Condition: { Null: { 'aws:PrincipalTag/equipe': 'true' } } })], 'allowed'],
  ];
  it.each(cases)('%s', async (_, statements, reason) => {
    const policies = statements.length === 0 ? [] : [policy(...statements)];
    expect(desk.evaluate({ ...question, policies })).toMatchObject({ reason, allowed: reason === 'allowed' });
  });

  it('that are none are refused with the place', async () => {
    const wrong = (text: string) => () => desk.evaluate({ ...question, policies: [text] });
    expect(wrong('{\n "Version": "2012-10-17",\n "Statement": [{ "Effect": "Permit", "Action": "s3:*", "Resource": "*" }]\n}')).toThrow(
      expect.objectContaining({ code: 'PIPELINE_INVALID', data: expect.objectContaining({ line: 3, field: 'Statement[0].Effect' }) }),
    );
    expect(wrong(policy({ Effect: 'Allow', Action: 's3', Resource: '*' }))).toThrow();
    expect(wrong(policy({ Effect: 'Allow', Action: 's3:*' }))).toThrow();
    expect(wrong(policy(allow({ Condition: { StringSimilar: { a: 'b' } } })))).toThrow();
  });
});

/** An example with one of its files changed. */
async function reviewed(id: string, file: string, change: (text: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-cloud-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(applicationRoot(), 'resources', 'cloud', 'examples', id), folder, { recursive: true });
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, change(before));
  expect(readFileSync(path, 'utf8')).not.toBe(before);
  return desk.review({ kind: 'path', path: join(folder, 'nuvem.yaml') });
}
const treino = (id: string, file: string, change: (text: string) => string) =>
  reviewed(id, file, change).then((all) => all.find(({ role }) => role === 'treino')!);

describe('a review', () => {
  it('finds what is missing when any permission of a sound policy is taken away', async () => {
    const file = 'politicas/treino.json';
    const { Statement } = JSON.parse(readFileSync(join(applicationRoot(), 'resources/cloud/examples/sagemaker', file), 'utf8')) as {
      Statement: { Action: string | string[] }[];
    };
    for (const [index, { Action }] of Statement.entries()) {
      for (const action of [Action].flat()) {
        const review = await treino('sagemaker', file, (text) => {
          const policy = JSON.parse(text) as { Statement: { Action: string[] }[] };
          policy.Statement[index]!.Action = [Action].flat().filter((each) => each !== action);
          if (policy.Statement[index]!.Action.length === 0) policy.Statement.splice(index, 1);
          return JSON.stringify(policy);
        });
        expect([action, review.ok, review.missing.map((each) => each.action)]).toEqual([action, false, expect.arrayContaining([action])]);
      }
    }
  });

  it('names what is wider than needed, of no use, or forbidden', async () => {
    const of = (change: (text: string) => string) => treino('sagemaker', 'politicas/treino.json', change);
    const star = await of((text) => text.replace('"s3:GetObject"', '"s3:*"'));
    expect(star).toMatchObject({ ok: false, missing: [], broad: [{ action: 's3:*', detail: expect.stringContaining('s3:DeleteObject') }] });
    const anywhere = await of((text) => text.replace('arn:aws:s3:::bancada-precos/datasets/*', '*'));
    expect(anywhere.broad).toMatchObject([{ resource: '*', detail: 'arn:aws:s3:::bancada-outro/datasets/imoveis' }]);
    const more = await of((text) => text.replace('"s3:GetObject"', '["s3:GetObject", "s3:DeleteObject"]'));
    expect(more.unused).toMatchObject([{ action: 's3:DeleteObject', statement: 'politicas/treino.json#Dados' }]);
    const twice = await of((text) => text.replace('"s3:ListBucket"', '["s3:ListBucket", "s3:ListBucket*"]'));
    expect(twice.unused).toHaveLength(2);
    const everything = await of(() => policy({ Effect: 'Allow', Action: '*', Resource: '*' }));
    expect([everything.missing, everything.broad.length]).toEqual([[], 2]);
    const denied = await of((text) =>
      text.replace('"Statement": [', '"Statement": [{ "Sid": "Trava", "Effect": "Deny", "Action": "s3:Put*", "Resource": "*" },'),
    );
    expect(denied.denied).toMatchObject([{ action: 's3:PutObject', statement: 'politicas/treino.json#Trava' }]);
    const broken = await of((text) => text.replace('"Allow"', '"Alow"'));
    expect(broken.invalid).toMatchObject([{ file: 'politicas/treino.json', field: 'Statement[0].Effect' }]);
  });

  it('of Google Cloud wants the smallest role, on the resource it is for', async () => {
    const of = (change: (text: string) => string) => treino('vertex', 'politicas/balde.json', change);
    const admin = await of((text) => text.replace('roles/storage.objectViewer', 'roles/storage.admin'));
    expect(admin.unused).toMatchObject([{ action: 'roles/storage.objectCreator' }]);
    const wide = await of((text) => text.replace(/ {2}"resource".*\n/, ''));
    expect(wide.broad.map(({ action, detail }) => [action, detail.includes('buckets/outro')])).toEqual([
      ['roles/storage.objectViewer', true],
      ['roles/storage.objectCreator', true],
    ]);
    const user = await of((text) => text.replace('roles/storage.objectCreator', 'roles/storage.objectAdmin'));
    expect(user.ok).toBe(false);
    const owner = await treino('vertex', 'politicas/projeto.json', (text) => text.replace('roles/logging.logWriter', 'roles/owner'));
    expect(owner.broad).toMatchObject([{ action: 'roles/owner' }]);
    expect(owner.missing).toMatchObject([{ action: 'logging.logEntries.create' }]);
  });
});
