/** The words of errors about what a client logs and searches. */

export const trackingPt = {
  TRACKING_FILTER_INVALID: {
    what: 'O filtro ou a ordem não se entende a partir do caractere {position}: {expected}.',
    fix: 'Corrija esse trecho; o que o MLflow diria: {detail}',
  },
  TRACKING_KEY_INVALID: {
    what: 'O nome “{key}” não serve para um parâmetro, métrica ou tag.',
    fix: 'Use até 250 letras, números, espaços e os sinais _ - . : /, sem “..” e sem barra no começo ou no fim.',
  },
  TRACKING_LOCATION_INVALID: {
    what: 'Não se pode guardar artefatos em {location}.',
    fix: 'Deixe em branco, ou informe um endereço como mlflow-artifacts:/… ou s3://…, sem “..”, “?”, “#” nem sinais codificados.',
  },
  TRACKING_PARAM_CHANGED: {
    what: 'O parâmetro {key} já tem o valor {held}; não pode passar a {given}.',
    fix: 'Registre outro valor em outra execução.',
  },
  TRACKING_PARAM_TWICE: { what: 'Os mesmos parâmetros vêm duas vezes no mesmo lote: {keys}.', fix: 'Informe cada parâmetro uma vez só.' },
  TRACKING_POINT_INVALID: {
    what: 'A métrica {key} tem {field} {value}, que não é um número inteiro de 64 bits.',
    fix: 'Informe step e timestamp como números inteiros.',
  },
  TRACKING_TOO_LONG: { what: '{field} tem mais de {limit} caracteres.', fix: 'Use um texto mais curto.' },
};

export const trackingEn = {
  TRACKING_FILTER_INVALID: {
    what: '{detail}',
    fix: 'Character {position}: {expected}.',
  },
  TRACKING_KEY_INVALID: {
    what: 'The name “{key}” cannot be that of a parameter, metric or tag.',
    fix: 'Use up to 250 letters, digits, spaces and the signs _ - . : /, without “..” and without a slash at either end.',
  },
  TRACKING_LOCATION_INVALID: {
    what: 'Artifacts cannot be kept at {location}.',
    fix: 'Leave it out, or give an address such as mlflow-artifacts:/… or s3://…, without “..”, “?”, “#” or encoded signs.',
  },
  TRACKING_PARAM_CHANGED: {
    what: 'The parameter {key} already has the value {held}; it cannot become {given}.',
    fix: 'Log another value in another run.',
  },
  TRACKING_PARAM_TWICE: { what: 'The same parameters come twice in one batch: {keys}.', fix: 'Give each parameter once.' },
  TRACKING_POINT_INVALID: {
    what: 'Metric {key} has the {field} {value}, which is not a whole number of 64 bits.',
    fix: 'Give step and timestamp as whole numbers.',
  },
  TRACKING_TOO_LONG: { what: '{field} has more than {limit} characters.', fix: 'Make it shorter.' },
};
