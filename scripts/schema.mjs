// npm run schema: writes schemas/context.schema.json, by which VS Code completes and explains context files.
//
//   npm run schema          writes it
//   npm run schema:check    fails when it is not what would be written
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { contextSchemaText, schemaFile } from './lib/contextSchema.mjs';

try {
  const text = await contextSchemaText();
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(schemaFile), { recursive: true });
    writeFileSync(schemaFile, text);
  } else if (!existsSync(schemaFile) || readFileSync(schemaFile, 'utf8') !== text) {
    throw new Error(
      'schemas/context.schema.json is not what src/core/model/context.ts says: run `npm run schema` and commit it.',
    );
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
