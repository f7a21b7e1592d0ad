import { describe, expect, it } from 'vitest';
import { bodyOf, initialValues, readAnswer } from './try-model.ts';

const signature = [
  { name: 'area', type: 'double' as const, min: 0 },
  { name: 'bairro', type: 'string' as const, choices: ['Sul'] },
  { name: 'garagem', type: 'boolean' as const, optional: true },
];

describe('the form', () => {
  it('starts from the input example and leaves unknown fields empty', () => {
    expect(initialValues({ signature, inputExample: { area: 120.5, bairro: 'Sul' } })).toEqual({ area: '120.5', bairro: 'Sul', garagem: '' });
  });

  it('sends numbers as numbers, also with a comma, and leaves out what is empty', () => {
    expect(bodyOf(signature, { area: '120,5', bairro: 'Sul', garagem: '' })).toEqual({ area: 120.5, bairro: 'Sul' });
  });

  it('sends what is no number as it was typed, so that the service answers for it', () => {
    expect(bodyOf(signature, { area: 'grande', garagem: 'true' })).toEqual({ area: 'grande', garagem: true });
  });
});

describe('the answer', () => {
  it('shows probabilities from the likeliest', () => {
    expect(readAnswer('{"label":"b","probabilities":{"a":0.2,"b":0.8}}')).toEqual({
      label: 'b',
      value: null,
      probabilities: [
        ['b', 0.8],
        ['a', 0.2],
      ],
      wrong: null,
    });
  });

  it('reads the number of a model that predicts one', () => {
    expect(readAnswer('{"label":"1739100.11","probabilities":{},"value":1739100.1078487406}')).toMatchObject({ value: 1739100.1078487406 });
  });

  it('finds the field of a 422, and nothing in an answer that is no JSON', () => {
    expect(readAnswer('{"error":{"code":"MISSING","message":"falta","field":"area"}}').wrong).toEqual({ field: 'area', message: 'falta' });
    expect(readAnswer('<html>')).toEqual({ label: null, value: null, probabilities: [], wrong: null });
  });
});
