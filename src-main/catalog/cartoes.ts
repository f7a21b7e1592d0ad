/**
 * `purchases`, `registrations`, `requests`: an invented bank's cards over ninety days (`dataset:cartoes-compras`, `-cadastro`, `-pedidos`), for challenges
 * whose checks need the truth. Nobody bought anything: the rules are docs/DATA.md's, "Invented data sets". What makes it hard is time: a purchase is known
 * seconds or days after it was made, some are delivered twice, and a register is corrected backwards, as real ones are.
 */
import { type Random, seededRandom } from '../../src-runtime/ml/random.ts';

const second = 1000;
const hour = 3_600_000;
const day = 24 * hour;
export const firstDay = Date.UTC(2025, 0, 1);
const days = 90;
const cards = 240;

interface Purchase {
  compra_id: string;
  cartao_id: string;
  feita_em: string;
  recebida_em: string;
  valor: number;
  canal: 'loja' | 'internet' | 'aproximacao';
}

interface Registration {
  cartao_id: string;
  vale_desde: string;
  registrado_em: string;
  limite: number;
  contestacoes: number;
}

interface Request {
  pedido_id: string;
  cartao_id: string;
  quando: string;
  valor: number;
  canal: Purchase['canal'];
  fraude: 'sim' | 'nao';
}

interface World {
  purchases: Purchase[];
  registrations: Registration[];
  requests: Request[];
}

let made: World | undefined;
const world = (): World => (made ??= invent(seededRandom(4)));
export const purchases = (): Purchase[] => world().purchases;
export const registrations = (): Registration[] => world().registrations;
export const requests = (): Request[] => world().requests;

interface Draft {
  card: number;
  at: number;
  known: number;
  amount: number;
  channel: Purchase['canal'];
  isFraud: boolean;
}

function invent(random: Random): World {
  const drafts: Draft[] = [];
  const registrations: (Registration & { known: number })[] = [];
  for (let card = 0; card < cards; card++) {
    const habit = 25 + 140 * random() ** 2;
    const perDay = 0.25 + random() * 0.9;
    const stolen = random() < 0.4 ? firstDay + (12 + random() * (days - 14)) * day : null;
    // Its owner disputes it days later; from then on the card is cancelled.
    const disputed = stolen === null ? Number.POSITIVE_INFINITY : stolen + (1 + random() * 5) * day;
    drafts.push(...honest(random, { card, habit, perDay }).filter(({ at }) => at < disputed));
    if (stolen !== null) drafts.push(...fraud(random, { card, habit, at: stolen }));
    registrations.push(...register(random, { card, habit, stolen, disputed }));
  }
  drafts.sort((a, b) => a.at - b.at);
  const named = drafts.map((draft, index) => ({ ...draft, id: `c${String(index + 1).padStart(5, '0')}` }));
  const arrived = named.flatMap((each) => {
    const again = random() < 0.02 ? [{ ...each, known: each.known + (1 + random() * 20) * hour }] : [];
    return [each, ...again];
  });
  arrived.sort((a, b) => a.known - b.known);
  registrations.sort((a, b) => a.known - b.known);
  return {
    purchases: arrived.map(({ id, card, at, known, amount, channel }) => ({
      ...{ compra_id: id, cartao_id: cardId(card), feita_em: text(at), recebida_em: text(known), valor: amount, canal: channel },
    })),
    registrations: registrations.map(({ known: _, ...row }) => row),
    // The bank answers while the customer waits: what a request asks about is the purchase itself, before it is one.
    requests: named
      .filter(({ at, isFraud }) => at >= firstDay + 20 * day && (isFraud || random() < 0.42))
      .map(({ id, card, at, amount, channel, isFraud }) => ({
        ...{ pedido_id: id.replace('c', 'p'), cartao_id: cardId(card), quando: text(at), valor: amount, canal: channel },
        fraude: isFraud ? 'sim' : 'nao',
      })),
  };
}

function honest(random: Random, { card, habit, perDay }: { card: number; habit: number; perDay: number }): Draft[] {
  const made: Draft[] = [];
  for (let at = firstDay + random() * day; at < firstDay + days * day; at += (-Math.log(1 - random()) / perDay) * day) {
    let moment = Math.floor(at / day) * day + (8 + random() * 15) * hour;
    // Now and then somebody goes shopping: several purchases in a row are no proof.
    const count = random() < 0.08 ? 2 + Math.floor(random() * 3) : 1;
    for (let each = 0; each < count; each++) {
      const drawn = random();
      const channel = drawn < 0.4 ? 'loja' : drawn < 0.65 ? 'internet' : 'aproximacao';
      const amount = money(habit * Math.exp(0.75 * normal(random)));
      made.push({ card, at: whole(moment), known: whole(arrival(random, moment, channel)), amount, channel, isFraud: false });
      moment += (4 + random() * 60) * 60 * second;
    }
  }
  return made;
}

/** A few purchases in a row, above the habit, most of them on the internet; the first one looks like any other large purchase. */
function fraud(random: Random, { card, habit, at }: { card: number; habit: number; at: number }): Draft[] {
  const count = 2 + Math.floor(random() * 4);
  let moment = at;
  return Array.from({ length: count }, () => {
    moment += (4 + random() * 110) * 60 * second;
    const channel = random() < 0.55 ? 'internet' : 'loja';
    const amount = money(habit * (0.7 + 1.2 * random()) * Math.exp(0.4 * normal(random)));
    return { card, at: whole(moment), known: whole(arrival(random, moment, channel)), amount, channel, isFraud: true };
  });
}

/** Terminals in shops are sometimes without a line for hours or days. */
function arrival(random: Random, at: number, channel: Purchase['canal']): number {
  if (channel === 'loja' && random() < 0.2) return at + (2 + random() * 70) * hour;
  return at + (2 + random() * 88) * second;
}

/** The limit is confirmed every month by those who use the app; a dispute is entered days later, and is then said to hold since the fraud. */
function register(random: Random, { card, habit, stolen, disputed }: { card: number; habit: number; stolen: number | null; disputed: number }) {
  const made: (Registration & { known: number })[] = [];
  const usesApp = random() < 0.75;
  let limit = Math.round((habit * (12 + random() * 20)) / 100) * 100;
  const put = (since: number, known: number, disputes: number) =>
    made.push({
      ...{ cartao_id: cardId(card), vale_desde: text(since), registrado_em: text(known), limite: limit, contestacoes: disputes, known: whole(known) },
    });
  for (let at = firstDay - random() * 10 * day; at < Math.min(disputed, firstDay + days * day); at += (28 + random() * 4) * day) {
    put(at, at + random() * 2 * hour, 0);
    if (!usesApp) break;
    if (random() < 0.35) limit = Math.round((limit * (0.7 + random() * 0.9)) / 100) * 100;
  }
  if (stolen !== null && disputed < firstDay + days * day) put(stolen, disputed, 1);
  return made;
}

const cardId = (card: number) => `k${String(card + 1).padStart(3, '0')}`;
const money = (amount: number) => Math.round(amount * 100) / 100;
const whole = (at: number) => Math.floor(at / second) * second;
const text = (at: number) => new Date(whole(at)).toISOString().slice(0, 19).replace('T', ' ');
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
