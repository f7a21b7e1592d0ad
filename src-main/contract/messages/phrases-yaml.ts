/** What is wrong with a YAML file as YAML, in words that follow “this is not valid YAML:”. */
import type { Locale } from './index.ts';

export const yamlPhrases: Record<string, Record<Locale, string>> = {
  'cloud-action': { 'pt-BR': 'esperava-se uma ação como s3:GetObject, s3:Get* ou *', en: 'expected an action such as s3:GetObject, s3:Get* or *' },
  'cloud-arn': {
    'pt-BR': 'esperava-se um ARN (arn:aws:serviço:região:conta:recurso) ou *',
    en: 'expected an ARN (arn:aws:service:region:account:resource) or *',
  },
  'cloud-batch': {
    'pt-BR': 'batch só serve a um tráfego que pode esperar (maxDelayHours)',
    en: 'batch only fits traffic that may wait (maxDelayHours)',
  },
  'cloud-expression': {
    'pt-BR': 'aqui se entende resource.name.startsWith("…"), endsWith, ==, resource.type == "…" e &&',
    en: 'understood here: resource.name.startsWith("…"), endsWith, ==, resource.type == "…" and &&',
  },
  'cloud-file': { 'pt-BR': 'não existe o arquivo {}', en: 'there is no file {}' },
  'cloud-member': {
    'pt-BR': 'esperava-se um membro como serviceAccount:nome@projeto.iam.gserviceaccount.com',
    en: 'expected a member such as serviceAccount:name@project.iam.gserviceaccount.com',
  },
  'cloud-role': { 'pt-BR': 'esperava-se um papel como roles/storage.objectViewer', en: 'expected a role such as roles/storage.objectViewer' },
  'yaml-alias': {
    'pt-BR': 'uma âncora (&nome) ou a referência a ela (*nome) não está bem escrita, ou não existe',
    en: 'an anchor (&name) or a reference to one (*name) is not well written, or does not exist',
  },
  'yaml-colon': { 'pt-BR': 'falta o dois-pontos depois do nome do campo', en: 'the colon after the name of the field is missing' },
  'yaml-comma': { 'pt-BR': 'falta uma vírgula entre os itens', en: 'a comma is missing between the items' },
  'yaml-comment': { 'pt-BR': 'falta um espaço antes do #', en: 'a space is missing before the #' },
  'yaml-deep': { 'pt-BR': 'o arquivo tem níveis demais', en: 'the file has too many levels' },
  'yaml-directive': { 'pt-BR': 'uma linha que começa com % não se usa aqui', en: 'a line that begins with % is not used here' },
  'yaml-documents': {
    'pt-BR': 'o arquivo deve ter um só documento; tire a linha “---”',
    en: 'the file must hold one document; remove the line “---”',
  },
  'yaml-duplicate': { 'pt-BR': 'este campo já apareceu no mesmo bloco', en: 'this field is already there in the same block' },
  'yaml-escape': {
    'pt-BR': 'entre aspas duplas, {} não quer dizer nada; use aspas simples ou dobre a barra',
    en: 'within double quotes, {} means nothing; use single quotes or double the backslash',
  },
  'yaml-flow': {
    'pt-BR': 'dentro de { } ou [ ] falta uma vírgula entre os itens, ou o fechamento na linha de cima',
    en: 'within { } or [ ] a comma between the items is missing, or the closing one on the line above',
  },
  'yaml-indent': { 'pt-BR': 'os campos de um mesmo bloco começam todos na mesma coluna', en: 'the fields of one block all begin in the same column' },
  'yaml-item': {
    'pt-BR': 'o recuo não é o do bloco: os campos de um item ficam na coluna do primeiro, e outro item começa com “- ”',
    en: 'the indentation is not that of its block: the fields of an item stand below its first one, and another item begins with “- ”',
  },
  'yaml-key': { 'pt-BR': 'o nome de um campo deve ser um texto', en: 'the name of a field must be a text' },
  'yaml-large': { 'pt-BR': 'o arquivo passa de {}', en: 'the file is larger than {}' },
  'yaml-long': { 'pt-BR': 'o nome de um campo passa de 1.024 caracteres', en: 'the name of a field is longer than 1,024 characters' },
  'yaml-missing': {
    'pt-BR': 'falta um sinal (espaço, aspas, vírgula, dois-pontos ou colchete)',
    en: 'a sign is missing (a space, quote, comma, colon or bracket)',
  },
  'yaml-nested': {
    'pt-BR': 'depois de um valor não cabem outro “nome: valor” na mesma linha, nem campos ou itens mais recuados abaixo',
    en: 'after a value there can be no other “name: value” on its line, nor fields or items indented below it',
  },
  'yaml-quote': { 'pt-BR': 'a aspa que abre o texto não fecha', en: 'the quote that opens the text is not closed' },
  'yaml-space': { 'pt-BR': 'falta um espaço depois do dois-pontos', en: 'a space is missing after the colon' },
  'yaml-start': { 'pt-BR': 'um texto sem aspas não pode começar com {}', en: 'a text without quotes cannot begin with {}' },
  'yaml-tab': { 'pt-BR': 'o recuo se faz com espaços, não com tabulações', en: 'indentation is made of spaces, not of tabs' },
  'yaml-tag': { 'pt-BR': 'a etiqueta (!nome) não existe ou está fora do lugar', en: 'the tag (!name) does not exist or is out of place' },
  'yaml-token': { 'pt-BR': '{} não cabe aqui', en: '{} does not belong here' },
  'yaml-unclosed': { 'pt-BR': 'falta fechar com {}, ou o recuo está errado', en: 'the closing {} is missing, or the indentation is wrong' },
  'yaml-unexpected': { 'pt-BR': 'este trecho não cabe aqui', en: 'this does not belong here' },
};
