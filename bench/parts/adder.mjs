// adder.mjs FOLDER COUNT: another program that records so many insights.
import { windowOn } from './store.mjs';

const [, , folder, count] = process.argv;
const { store } = windowOn(folder);
for (let left = Number(count); left > 0; left -= 50) {
  const events = Array.from({ length: Math.min(left, 50) }, (_, index) => ({
    type: 'insightRecorded',
    text: `What another program has learnt about the ledger (${left - index})`,
  }));
  await store.commit(() => ({ at: new Date().toISOString(), events }));
}
