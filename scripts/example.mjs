// npm run example: writes the orchestration of examples/storefront anew, by playing its story through the core
// at the times the story names. The same story always gives the same files, byte for byte.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { story } from './lib/exampleStory.mjs';
import { repoRoot } from './lib/paths.mjs';

const atlasFolder = join(repoRoot, 'examples', 'storefront', '.atlas');
const orchestrator = join(atlasFolder, 'orchestrator');
const slug = 'storefront_sign_in';

const core = await coreSource();
const documents = new Map();
const records = [];
let context;
let journalBytes = 0;

for (const { at, actor = 'vscode', verb, input = {} } of story) play(at, actor, verb, input);
writeAll();
console.log(`Wrote ${records.length} events and ${documents.size} documents to ${atlasFolder}.`);

/** One act, with the session it begins, as a window would record it. */
function play(at, actor, verb, input) {
  const operation = core.operations[verb];
  if (operation === undefined) throw new Error(`There is no operation ${verb}.`);
  const resuming = verb === 'resumeOrchestration';
  const arrival = { opened: at, now: at, resuming, holder: () => 'ours' };
  const begins = context !== undefined && actor === 'vscode' && verb !== 'endSession';
  const preface = begins ? core.joinSession(context, arrival) : [];
  const begun = preface.reduce((state, event) => core.applyEvent(state, event, at), context);
  const values = core.parseInput(operation, input);
  const decision = operation.decide(begun, values, { now: at });
  record([...preface, ...decision.events], at, actor);
  for (const document of decision.documents ?? []) write(document);
}

function record(events, at, actor) {
  const ids = events.map((_, index) => idOf(at, records.length + index + 1));
  let session =
    context?.atlas?.session?.ended === undefined ? (context?.last_session ?? null) : null;
  const added = events.map((event, index) => {
    if (event.type === 'sessionStarted') session = event.id;
    if (event.type === 'sessionContinued') session = context?.last_session ?? null;
    const before = ids[index - 1] ?? records.at(-1)?.id;
    return {
      seq: records.length + index + 1,
      id: ids[index],
      prev: before === undefined ? [] : [before],
      time: at,
      actor,
      session,
      event,
      ...(events.length > 1 ? { batch: { first: ids[0], of: events.length } } : {}),
    };
  });
  records.push(...added);
  context = core.foldRecords(context, added);
}

/** As a ULID: the moment in ten letters, and in place of chance the number of the event. */
function idOf(at, number) {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const spell = (value, length) => {
    let spelled = '';
    for (let rest = value; spelled.length < length; rest = Math.floor(rest / 32))
      spelled = letters[rest % 32] + spelled;
    return spelled;
  };
  return spell(Date.parse(at), 10) + spell(number, 16);
}

function write({ path, text, mode }) {
  const before = documents.get(path);
  documents.set(
    path,
    before === undefined || mode === 'create' ? text : `${before.trimEnd()}\n\n---\n\n${text}`,
  );
}

function writeAll() {
  rmSync(atlasFolder, { recursive: true, force: true });
  const journal = records.map((each) => `${core.encodeRecord(each)}\n`).join('');
  journalBytes = Buffer.byteLength(journal);
  const published = core.formatPublished({ context, head: records.at(-1).id, journalBytes });
  save(join(atlasFolder, '.gitignore'), 'orchestrator/local/\n');
  save(join(orchestrator, `${slug}_journal.jsonl`), journal);
  save(join(orchestrator, `${slug}_context.json`), published);
  for (const [path, text] of documents) save(join(orchestrator, path), text);
}

function save(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The core, and how files are written, straight from the TypeScript. */
async function coreSource() {
  const names =
    'newOrchestration resumeOrchestration addObjective closeObjective addTask startTask completeTask failTask cancelTask reopenTask editItem setDependencies prioritiseTask moveTask spawnAgent launchAgent reportAgent verifyReport recordChecks cancelAgent signalAgent raiseDecision askQuestion decide recordInsight promoteInsight saveContext endSession'.split(
      ' ',
    );
  const contents = `
    ${names.map((name) => `import { ${name} } from './src/core/operations/${name}';`).join('\n')}
    import { startAgent, endAgent, failAgentStart } from './src/core/operations/agentProcess';
    import { timeOutAgent } from './src/core/operations/timeboxAgent';
    export const operations = { ${[...names, 'startAgent', 'endAgent', 'failAgentStart', 'timeOutAgent'].join(', ')} };
    export { parseInput } from './src/core/operation';
    export { joinSession } from './src/core/model/sessions';
    export { applyEvent } from './src/core/model/applyEvent';
    export { foldRecords } from './src/core/journal/history';
    export { encodeRecord } from './src/node/journalLine';
    export { formatPublished } from './src/node/contextFile';`;
  const outfile = join(repoRoot, 'out', 'example', 'core.mjs');
  await build({
    stdin: { contents, resolveDir: repoRoot, loader: 'ts' },
    bundle: true,
    outfile,
    format: 'esm',
    mainFields: ['module', 'main'],
    platform: 'node',
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
