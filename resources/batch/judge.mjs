/** `judge`: a record as the row that the model takes, or why it is none: the same rules as for a request to the model server. */
const words = {
  pt: {
    missing: ({ field }) => `falta ${field}`,
    type: ({ field, value, expected }) =>
      `${field} devia ser ${{ double: 'um número', long: 'um inteiro', string: 'um texto', boolean: 'verdadeiro ou falso' }[expected]}: ${value}`,
    range: ({ field, value, expected }) => `${field} fora de ${expected}: ${value}`,
    choice: ({ field, value, expected }) => `${field} não é um de ${expected}: ${value}`,
    columns: ({ expected, found }) => `${found} colunas em vez de ${expected}`,
    quote: () => 'aspas que não fecham, ou no meio de uma célula',
    encoding: () => 'bytes que não são UTF-8',
    json: () => 'não é um objeto JSON',
  },
  en: {
    missing: ({ field }) => `${field} is missing`,
    type: ({ field, value, expected }) =>
      `${field} should be ${{ double: 'a number', long: 'a whole number', string: 'a text', boolean: 'true or false' }[expected]}: ${value}`,
    range: ({ field, value, expected }) => `${field} is outside of ${expected}: ${value}`,
    choice: ({ field, value, expected }) => `${field} is none of ${expected}: ${value}`,
    columns: ({ expected, found }) => `${found} columns instead of ${expected}`,
    quote: () => 'quotes that do not close, or in the middle of a cell',
    encoding: () => 'bytes that are not UTF-8',
    json: () => 'no JSON object',
  },
};

export const inWords = (reason, language) => words[language][reason.code](reason);

const gaps = new Set(['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL']);
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

export function judge(signature, columns, { decimalComma }) {
  const fields = signature.map((field) => ({
    ...field,
    at: columns ? columns.indexOf(field.name) : -1,
    choices: field.choices && new Set(field.choices),
  }));

  const typed = (text, type) => {
    if (text === undefined || gaps.has(text)) return null;
    if (type === 'string') return text;
    if (type === 'boolean') return /^(?:true|1)$/i.test(text) ? true : /^(?:false|0)$/i.test(text) ? false : text;
    const plain = decimalComma ? text.trim().replace(',', '.') : text.trim();
    return number.test(plain) ? Number(plain) : text;
  };

  return ({ cells, row: given }) => {
    const row = {};
    for (const field of fields) {
      const value = cells ? typed(cells[field.at], field.type) : Object.hasOwn(given, field.name) ? given[field.name] : null;
      const code = flaw(value, field);
      if (code) return { reason: { code, field: field.name, value: shown(value), expected: expectation(code, field) } };
      row[field.name] = value;
    }
    return { row };
  };
}

function flaw(value, { type, optional, min, max, choices }) {
  if (value === null) return optional ? null : 'missing';
  if (!hasType(value, type)) return 'type';
  if (typeof value === 'number' && (value < (min ?? value) || value > (max ?? value))) return 'range';
  return choices && !choices.has(String(value)) ? 'choice' : null;
}

function hasType(value, type) {
  if (type === 'double') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'long') return Number.isSafeInteger(value);
  return typeof value === type;
}

function expectation(code, { type, min, max, choices }) {
  if (code === 'range') return `${min ?? '-∞'} … ${max ?? '∞'}`;
  return code === 'choice' ? [...choices].join(', ').slice(0, 200) : type;
}

const shown = (value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)).slice(0, 200);
