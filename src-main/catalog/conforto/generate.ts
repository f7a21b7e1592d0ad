/**
 * `comfortVotes`, `generateComfort`: 1,720 invented votes on thermal comfort. Nobody was asked: the weather, the rooms and the people are drawn, and ISO 7730's equation
 * says how warm each feels. Classes have the shares of a published study; sensors have noise, gaps and faults as sensors have.
 */
import { type Chance, createChance } from './chance.ts';
import { proposeRoom, type Room, wetBulb } from './room.ts';
import { type Hour, makeWeather } from './weather.ts';

type Cell = string | number | null;

/** Votes of each class, coldest first: 8, 12, 18, 38, 16, 7 and 1 % of 1,720. */
const VOTES = [138, 206, 310, 654, 275, 120, 17];
const COLDEST = -3;
/** People near the border between two classes vote either way; this many are left out of the draw on each side of it. */
const MARGIN = 0.08;
/** How far a person's vote strays from the equation's. */
const PERSON = 0.07;
const TRIES = 20_000;

/** The data set `conforto`. */
export const comfortVotes = () => generateComfort(1720);

export function generateComfort(seed: number): Record<string, Cell>[] {
  const chance = createChance(seed);
  const weather = makeWeather(1720, chance);
  const votes = assignVotes(weather, chance);
  const rows = weather.map((hour, i) => measured(hour, roomThatFeels(votes[i]!, hour, chance), votes[i]!, chance));
  openGaps(rows, chance);
  breakSensors(rows, chance);
  return rows;
}

/** Warmer hours get warmer votes, not strictly: buildings and people differ. */
function assignVotes(weather: readonly Hour[], chance: Chance): number[] {
  const order = weather.map(({ temperature, sun }, index) => ({ index, key: temperature + sun / 250 + chance.normal(7) }));
  order.sort((a, b) => a.key - b.key);
  const sequence = VOTES.flatMap((count, k) => new Array<number>(count).fill(COLDEST + k));
  const votes = new Array<number>(weather.length);
  order.forEach(({ index }, rank) => {
    votes[index] = sequence[rank]!;
  });
  return votes;
}

function roomThatFeels(vote: number, hour: Hour, chance: Chance): Room {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const room = proposeRoom(hour, chance);
    if (Math.abs(room.vote + chance.normal(PERSON) - vote) < 0.5 - MARGIN) return room;
  }
  throw new Error(`no room at ${hour.moment} feels like ${vote}`);
}

/** What instruments and questionnaires make of it. */
function measured(hour: Hour, room: Room, vote: number, chance: Chance): Record<string, Cell> {
  const air = room.air + chance.normal(0.15);
  const humidity = room.humidity + chance.normal(1);
  const wall = room.wall + chance.normal(0.15);
  return {
    momento: hour.moment,
    temp_ar: round(air, 1),
    umidade: round(humidity, 0),
    vel_ar: round(Math.max(0.02, room.speed + chance.normal(0.01)), 2),
    temp_parede: round(wall, 1),
    temp_bulbo_umido: round(wetBulb(room.air, room.humidity) + chance.normal(0.1), 1),
    radiacao_solar: round(hour.sun, 0),
    temp_externa: round(hour.temperature + chance.normal(0.2), 1),
    umidade_externa: round(hour.humidity + chance.normal(1.5), 0),
    vento_externo: round(hour.wind, 1),
    pressao: round(hour.pressure, 1),
    metabolismo: round(room.met, 2),
    vestimenta: round(room.clo, 2),
    idade: room.age,
    imc: round(room.bmi, 1),
    dist_janela: round(room.window, 1),
    climatizacao: room.climate,
    sensacao: String(vote),
  };
}

/** The wet-bulb thermometer's wick dries at any time; the pyranometer loses its line for an hour or two. */
function openGaps(rows: Record<string, Cell>[], chance: Chance): void {
  rows.forEach((row, index) => {
    if (chance.uniform() < 0.1) row.temp_bulbo_umido = null;
    if (chance.uniform() < 0.07) for (const gone of rows.slice(index, index + 1 + Math.floor(chance.uniform() * 2))) gone.radiacao_solar = null;
  });
}

/** A station that was hit: several of its numbers are impossible together. */
function breakSensors(rows: Record<string, Cell>[], chance: Chance): void {
  for (const row of rows) {
    if (chance.uniform() >= 0.025) continue;
    row.temp_ar = round(chance.between(42, 60), 1);
    row.umidade = round(chance.between(1, 9), 0);
    row.vel_ar = round(chance.between(2.5, 6), 2);
    row.temp_parede = round(chance.between(45, 70), 1);
  }
}

function round(value: number, digits: number): number {
  const power = 10 ** digits;
  return Math.round(value * power) / power;
}
