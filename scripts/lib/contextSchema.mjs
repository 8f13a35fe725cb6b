// The JSON Schema of the context file, from the zod schema that reads it and the sentences about its keys.
import { join } from 'node:path';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { contextDescriptions } from './contextDescriptions.mjs';
import { repoRoot } from './paths.mjs';

export const schemaFile = join(repoRoot, 'schemas', 'context.schema.json');

/** The text of schemas/context.schema.json as it should be. */
export async function contextSchemaText() {
  const source = await modelSource();
  // VS Code knows draft-07 best. Under their ids, schemas become definitions instead of repeated text.
  const schema = source.toJSONSchema(source.model.Context, {
    target: 'draft-7',
    io: 'input',
    metadata: namesOf(source),
  });
  describe(schema.definitions, contextDescriptions(source));
  const options = await resolveConfig(schemaFile);
  return format(JSON.stringify(schema), { ...options, filepath: schemaFile });
}

/** The model and the zod it was made with, straight from the TypeScript. */
async function modelSource() {
  const contents = `
    export * as model from './src/core/model/context';
    export { AGENT_STATES } from './src/core/model/agentStates';
    export { REPORT_STATUSES } from './src/core/operations/reportAgent';
    export { registry, toJSONSchema, ZodType } from 'zod';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: repoRoot, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** Each exported schema under the name of its export. */
function namesOf({ model, registry, ZodType }) {
  const names = registry();
  for (const [id, schema] of Object.entries(model)) {
    if (schema instanceof ZodType) names.add(schema, { id });
  }
  return names;
}

/** Adds the sentences, and what they offer, to the definitions. */
function describe(definitions, descriptions) {
  mustBeTheSame(Object.keys(definitions), Object.keys(descriptions), (name) => name);
  for (const [name, definition] of Object.entries(definitions)) {
    const keys = descriptions[name];
    mustBeTheSame(Object.keys(definition.properties), Object.keys(keys), (key) => `${name}.${key}`);
    for (const [key, entry] of Object.entries(keys)) {
      const { values, offers } = entry;
      let property = definition.properties[key];
      // An editor offers the values of the first, and the second lets any other pass.
      if (values) property = { anyOf: [{ enum: values }, property] };
      if (offers) property = { ...property, items: keysOnly(definitions, descriptions, offers) };
      definition.properties[key] = { description: sentenceOf(entry), ...property };
    }
  }
}

/** A schema that names keys, and demands nothing. */
function keysOnly(definitions, descriptions, name) {
  const keys = Object.keys(definitions[name].properties);
  return {
    properties: Object.fromEntries(
      keys.map((key) => [key, { description: sentenceOf(descriptions[name][key]) }]),
    ),
  };
}

const sentenceOf = (entry) => entry.text ?? entry;

function mustBeTheSame(inModel, described, shown) {
  const missing = inModel.filter((name) => !described.includes(name));
  const stale = described.filter((name) => !inModel.includes(name));
  if (missing.length === 0 && stale.length === 0) return;
  const say = (names, what) => (names.length > 0 ? [`${what} ${names.map(shown).join(', ')}`] : []);
  throw new Error(
    `scripts/lib/contextDescriptions.mjs does not fit src/core/model/context.ts: it ${[
      ...say(missing, 'does not describe'),
      ...say(stale, 'describes what is not there:'),
    ].join(' and ')}.`,
  );
}
