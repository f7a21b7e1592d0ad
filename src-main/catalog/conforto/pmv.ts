/** `pmv`: the predicted mean vote of ISO 7730 (Fanger): how warm a large group of people would call a room, from −3 (cold) to +3 (hot). */

export interface Surroundings {
  /** °C */
  air: number;
  /** Mean radiant temperature, °C. */
  radiant: number;
  /** Air speed relative to the body, m/s. */
  speed: number;
  /** Relative humidity, %. */
  humidity: number;
  /** Metabolic rate, met. */
  met: number;
  /** Clothing insulation, clo. */
  clo: number;
}

const KELVIN = 273;
/** W/m² of one met; m²K/W of one clo. */
const MET = 58.15;
const CLO = 0.155;

export function pmv({ air, radiant, speed, humidity, met, clo }: Surroundings): number {
  /** Partial pressure of water vapour, Pa. */
  const vapour = humidity * 10 * Math.exp(16.6536 - 4030.183 / (air + 235));
  const heat = met * MET;
  const insulation = clo * CLO;
  const { surface, convection } = clothing({ air, radiant, speed, heat, insulation });
  const area = clothedArea(insulation);
  const skin = 3.05 * 0.001 * (5733 - 6.99 * heat - vapour);
  const sweat = heat > MET ? 0.42 * (heat - MET) : 0;
  const breathLatent = 1.7 * 0.00001 * heat * (5867 - vapour);
  const breathDry = 0.0014 * heat * (34 - air);
  const radiation = 3.96 * 1e-8 * area * ((surface + KELVIN) ** 4 - (radiant + KELVIN) ** 4);
  const convected = area * convection * (surface - air);
  const load = heat - skin - sweat - breathLatent - breathDry - radiation - convected;
  return (0.303 * Math.exp(-0.036 * heat) + 0.028) * load;
}

function clothedArea(insulation: number): number {
  return insulation <= 0.078 ? 1 + 1.29 * insulation : 1.05 + 0.645 * insulation;
}

/** The clothing's surface temperature balances what reaches it through the cloth with what it gives away: found by halving the way to the fixed point. */
function clothing(about: { air: number; radiant: number; speed: number; heat: number; insulation: number }): { surface: number; convection: number } {
  const { air, radiant, speed, heat, insulation } = about;
  const forced = 12.1 * Math.sqrt(speed);
  const area = clothedArea(insulation);
  const airKelvin = air + KELVIN;
  const inside = 308.7 - 0.028 * heat;
  const gives = insulation * area * 3.96;
  const convects = insulation * area * 100;
  const balance = inside + gives * ((radiant + KELVIN) / 100) ** 4;
  let guess = (airKelvin + (35.5 - air) / (3.5 * (6.45 * insulation + 0.1))) / 100;
  let before = guess * 2;
  let convection = forced;
  for (let round = 0; round < 150 && Math.abs(guess - before) > 0.00015; round++) {
    before = (before + guess) / 2;
    convection = Math.max(forced, 2.38 * Math.abs(100 * before - airKelvin) ** 0.25);
    guess = (balance + convects * convection * (airKelvin / 100) - gives * before ** 4) / (100 + convects * convection);
  }
  return { surface: 100 * guess - KELVIN, convection };
}
