import { replaceFile } from '../../../../src/node/atomicFile';

// Replaces a file again and again, with 'a', 'bb', 'ccc' … of very different lengths, until it is killed.
const [file = ''] = process.argv.slice(2);
for (let round = 1; ; round += 1) {
  const letter = String.fromCharCode(97 + (round % 26));
  replaceFile(file, `${letter.repeat(((round * 7919) % 200_000) + 1)}.`);
  if (round === 1) {
    process.send?.('begun');
  }
}
