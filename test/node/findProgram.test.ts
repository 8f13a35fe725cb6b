import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { findProgram } from '../../src/node/findProgram';
import { useTemporaryFolder } from './support/temporaryFolder';

if (process.platform !== 'win32') {
  describe('findProgram', () => {
    const folder = useTemporaryFolder();
    const make = (name: string, mode: number): string => {
      const file = path.join(folder(), name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, '#!/bin/sh\n');
      fs.chmodSync(file, mode);
      return file;
    };
    const before = process.env['PATH'];
    afterEach(() => {
      process.env['PATH'] = before;
    });

    it('finds a bare name on PATH', () => {
      const file = make('bin/an agent', 0o755);
      process.env['PATH'] = `${path.dirname(file)}:${before}`;
      assert.equal(findProgram('an agent', '/'), file);
    });

    it('finds a path from the workspace folder on', () => {
      const file = make('tools/agent', 0o755);
      assert.equal(findProgram('./tools/agent', folder()), file);
      assert.equal(findProgram('tools/agent', folder()), file);
      assert.equal(findProgram(file, '/'), file);
    });

    it('finds no bare name in the workspace folder', () => {
      make('agent-of-this-folder', 0o755);
      assert.equal(findProgram('agent-of-this-folder', folder()), undefined);
    });

    it('finds nothing that may not be run, and no folder', () => {
      make('plain', 0o644);
      make('folder/inside', 0o755);
      assert.equal(findProgram('./folder', folder()), undefined);
      if (process.getuid?.() !== 0) {
        assert.equal(findProgram('./plain', folder()), undefined);
      }
      assert.equal(findProgram('./missing', folder()), undefined);
    });
  });
}
