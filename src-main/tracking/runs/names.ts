/** `randomName`: a name for a run that came without one: quality-animal-number, as people know it from MLflow. */
import { randomInt } from 'node:crypto';

const qualities =
  'able amber brave bright calm clever crisp daring eager fair fleet fond gentle glad grand keen kind lively lucid merry neat noble plucky proud quick quiet rare rosy shy sleek smart snug spry steady sunny swift tidy vivid warm wise witty zesty';
const animals =
  'ant auk bat bee boar carp cat cod colt crab crow deer dove duck eel elk emu fawn finch fish fox frog goat goose gnu hare hawk hen heron ibis jay kite koi lamb lark lynx mink mole moth mule newt orca owl perch pig pony quail ram ray robin seal shad shrew sloth snail sole stag swan tapir tern toad trout vole wasp whale wolf wren yak';

export function randomName(): string {
  const pick = (words: string) => {
    const list = words.split(' ');
    return list[randomInt(list.length)];
  };
  return `${pick(qualities)}-${pick(animals)}-${randomInt(1000)}`;
}
