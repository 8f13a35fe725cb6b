import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { findImport, readImportSource } from '../../src/node/importFiles';
import { isAtlasError } from '../core/support/atlasError';
import { REPOSITORY, SAMPLE_FOLDER } from '../core/support/sample';
import { useTemporaryFolder } from './support/temporaryFolder';

const OLDER = path.join(REPOSITORY, 'test/fixtures/older-layout');

describe('findImport', () => {
  const folder = useTemporaryFolder();
  const put = (name: string): string => {
    const file = path.join(folder(), name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '{}');
    return file;
  };

  it('takes a file as it is named, also one that is not there', () => {
    const file = put('any.json');
    assert.equal(findImport(file), file);
    assert.equal(findImport(path.join(folder(), 'none')), path.join(folder(), 'none'));
  });

  it('finds the context of a workspace folder, of either layout', () => {
    assert.equal(findImport(OLDER), path.join(OLDER, '.atlas/orchestrator/context.json'));
    assert.match(findImport(SAMPLE_FOLDER), /project_alpha_context\.json$/);
  });

  it('finds it in a folder that holds it directly', () => {
    const file = put('context.json');
    assert.equal(findImport(folder()), file);
  });

  it('takes the older one beside those that came from it', () => {
    put('.atlas/orchestrator/alpha_context.json');
    const older = put('.atlas/orchestrator/context.json');
    assert.equal(findImport(folder()), older);
  });

  it('refuses to choose among several, and a folder without any', () => {
    assert.throws(() => findImport(folder()), isAtlasError('importNotFound', { file: folder() }));
    put('.atlas/orchestrator/alpha_context.json');
    put('.atlas/orchestrator/beta_context.json');
    assert.throws(() => findImport(folder()), isAtlasError('inputInvalid'));
  });
});

describe('readImportSource', () => {
  const folder = useTemporaryFolder();
  const refused = (bytes: string | Buffer, detail: string): void => {
    const file = path.join(folder(), 'context.json');
    fs.writeFileSync(file, bytes);
    assert.throws(
      () => readImportSource(file, 'context.json'),
      isAtlasError('importUnreadable', { file: 'context.json', detail }),
    );
  };

  it('reads a context with the snapshots beside it, in the order of their names', () => {
    const file = path.join(OLDER, '.atlas/orchestrator/context.json');
    const { name, value, snapshots } = readImportSource(file, 'shown/context.json');
    assert.equal(name, 'shown/context.json');
    assert.deepEqual(value, JSON.parse(fs.readFileSync(file, 'utf8')));
    assert.deepEqual(
      snapshots.map((snapshot) => snapshot.name),
      [
        'state_initialization_20261122_150911.json',
        'state_initialization_20261122_150913.json',
        'state_research_20261122_150915.json',
      ],
    );
  });

  it('takes nothing beside a context of the published format for a snapshot', () => {
    const file = path.join(folder(), 'x_context.json');
    fs.writeFileSync(file, '{"project_name": "x"}');
    fs.writeFileSync(path.join(folder(), 'state_of_the_art.json'), 'no JSON');
    assert.deepEqual(readImportSource(file, 'x').snapshots, []);
  });

  it('says where a file is wrong', () => {
    refused('', 'line 1, column 1: it is empty');
    refused('{\n  "a": [1,\n}', 'line 3, column 1: value expected');
    refused(Buffer.from([0x7b, 0xff, 0x7d]), 'line 1, column 2: it is not UTF-8');
    refused('{"a": 1,\n"a": 2}', 'line 2: a is there twice');
    refused('['.repeat(100_000), 'line 1, column 1: it is nested too deeply');
  });

  it('says which snapshot is wrong', () => {
    fs.cpSync(path.join(OLDER, '.atlas/orchestrator'), folder(), { recursive: true });
    fs.writeFileSync(path.join(folder(), 'state_x.json'), '{');
    assert.throws(
      () => readImportSource(path.join(folder(), 'context.json'), 'old/context.json'),
      isAtlasError('importUnreadable', { file: 'old/state_x.json' }),
    );
  });

  it('reads a file with a byte order mark', () => {
    const file = path.join(folder(), 'x_context.json');
    fs.writeFileSync(file, '\uFEFF{"project_name": "x"}');
    assert.deepEqual(readImportSource(file, 'x').value, { project_name: 'x' });
  });

  it('says that there is nothing, or that it cannot be read', () => {
    const none = path.join(folder(), 'none.json');
    assert.throws(
      () => readImportSource(none, 'none.json'),
      isAtlasError('importNotFound', { file: 'none.json' }),
    );
    assert.throws(
      () => readImportSource(folder(), 'here'),
      isAtlasError('importUnreadable', { detail: 'a folder stands where the file should be' }),
    );
  });
});
