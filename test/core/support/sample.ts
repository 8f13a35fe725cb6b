import * as fs from 'node:fs';
import * as path from 'node:path';
import { Context } from '../../../src/core/model/context';

/** The repository, seen from the compiled test. */
export const REPOSITORY = path.resolve(__dirname, '../../../..');

/** The workspace folder whose context is the example of the process document, word for word. */
export const SAMPLE_FOLDER = path.join(REPOSITORY, 'test/fixtures/process-document');

const SAMPLE_FILE = path.join(SAMPLE_FOLDER, '.atlas/orchestrator/project_alpha_context.json');

export function sampleText(): string {
  return fs.readFileSync(SAMPLE_FILE, 'utf8');
}

export function sampleContext(): Context {
  return Context.parse(JSON.parse(sampleText()));
}
