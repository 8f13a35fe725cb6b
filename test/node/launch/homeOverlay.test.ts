import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { HomeOverlay } from '../../../src/core/launch/launchPlan';
import { makeHomeOverlay, removeHomeOverlay } from '../../../src/node/launch/homeOverlay';
import { useTemporaryFolder } from '../support/temporaryFolder';

const overlay: HomeOverlay = {
  variable: 'ATLAS_TEST_HOME',
  folder: '.tool',
  file: 'settings.json',
  links: ['state'],
  additions: { servers: { atlas: { command: 'x' } }, hooks: { Stop: ['ours'] } },
};

describe("a home that shows a program the user's own", () => {
  const temporary = useTemporaryFolder();
  const own = (...parts: string[]): string => path.join(temporary(), 'own', '.tool', ...parts);
  const shown = (...parts: string[]): string => path.join(temporary(), 'shown', '.tool', ...parts);
  beforeEach(() => {
    process.env['ATLAS_TEST_HOME'] = path.join(temporary(), 'own');
    fs.mkdirSync(own('sub'), { recursive: true });
    fs.writeFileSync(own('credentials'), 'secret');
    fs.writeFileSync(
      own('settings.json'),
      '{ /* mine */ "theme": "dark", "servers": { "my": 1 }, "hooks": { "Stop": ["mine"] } }',
    );
  });
  afterEach(() => {
    delete process.env['ATLAS_TEST_HOME'];
  });
  const make = (): string => makeHomeOverlay(overlay, path.join(temporary(), 'shown'));

  it('says more in one file, and leads to everything else', () => {
    assert.equal(make(), path.join(temporary(), 'shown'));
    assert.deepEqual(JSON.parse(fs.readFileSync(shown('settings.json'), 'utf8')), {
      theme: 'dark',
      servers: { my: 1, atlas: { command: 'x' } },
      hooks: { Stop: ['mine', 'ours'] },
    });
    assert.equal(fs.readFileSync(shown('credentials'), 'utf8'), 'secret');
    fs.writeFileSync(shown('state'), 'new');
    assert.equal(fs.readFileSync(own('state'), 'utf8'), 'new');
    fs.writeFileSync(shown('sub', 'history'), 'said');
    assert.equal(fs.readFileSync(own('sub', 'history'), 'utf8'), 'said');
  });

  it("leaves the user's own settings as they are", () => {
    const before = fs.readFileSync(own('settings.json'), 'utf8');
    make();
    removeHomeOverlay(overlay, path.join(temporary(), 'shown'));
    assert.equal(fs.readFileSync(own('settings.json'), 'utf8'), before);
    assert.deepEqual(fs.readdirSync(own()).sort(), ['credentials', 'settings.json', 'sub']);
    assert.equal(fs.existsSync(path.join(temporary(), 'shown')), false);
  });

  it('brings home what the program made anew, and nothing over what is there', () => {
    make();
    fs.writeFileSync(shown('sign-in'), 'new');
    fs.rmSync(shown('credentials'));
    fs.writeFileSync(shown('credentials'), 'of this run');
    removeHomeOverlay(overlay, path.join(temporary(), 'shown'));
    assert.equal(fs.readFileSync(own('sign-in'), 'utf8'), 'new');
    assert.equal(fs.readFileSync(own('credentials'), 'utf8'), 'secret');
  });

  it('is made also where the program was never used', () => {
    fs.rmSync(path.join(temporary(), 'own'), { recursive: true });
    make();
    assert.deepEqual(
      JSON.parse(fs.readFileSync(shown('settings.json'), 'utf8')),
      overlay.additions,
    );
  });
});
