import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { replaceFile, writeWhole } from '../../src/node/atomicFile';
import { Child } from './support/children';
import { CAN_MOUNT, fillUpTo, makeReadOnly, useSmallDisk } from './support/mounts';
import { filesBelow, useTemporaryFolder } from './support/temporaryFolder';

const POSIX = process.platform !== 'win32';

describe('replaceFile', () => {
  const folder = useTemporaryFolder();
  const file = (): string => path.join(folder(), 'a file.json');

  it('makes a file that was not there', () => {
    replaceFile(file(), 'Grüße \u{1F44B}\n');
    assert.equal(fs.readFileSync(file(), 'utf8'), 'Grüße \u{1F44B}\n');
  });

  it('replaces a longer file with a shorter one, and the other way round', () => {
    for (const text of ['x'.repeat(100_000), 'short', '', 'y'.repeat(3_000_000)]) {
      replaceFile(file(), text);
      assert.equal(fs.readFileSync(file(), 'utf8'), text);
    }
  });

  it('leaves nothing beside the file', () => {
    replaceFile(file(), 'one');
    replaceFile(file(), 'two');
    assert.deepEqual(filesBelow(folder()), { 'a file.json': 'two' });
  });

  it('replaces the file itself: who has the old one open goes on reading it', () => {
    fs.writeFileSync(file(), 'old');
    const reader = fs.openSync(file(), 'r');
    replaceFile(file(), 'new');
    assert.equal(fs.readFileSync(reader, 'utf8'), 'old');
    fs.closeSync(reader);
  });

  it('takes back its temporary file when the target is a folder', () => {
    fs.mkdirSync(file());
    fs.writeFileSync(path.join(file(), 'inside'), 'kept');
    assert.throws(() => {
      replaceFile(file(), 'new');
    });
    assert.deepEqual(filesBelow(folder()), { 'a file.json/inside': 'kept' });
  });

  it('fails, and makes nothing, where there is no folder', () => {
    assert.throws(
      () => {
        replaceFile(path.join(folder(), 'no', 'file'), 'new');
      },
      { code: 'ENOENT' },
    );
    assert.deepEqual(filesBelow(folder()), {});
  });

  if (POSIX) {
    for (const mode of [0o600, 0o640, 0o664, 0o666, 0o755]) {
      it(`keeps the permissions ${mode.toString(8)}, whatever new files get`, () => {
        fs.writeFileSync(file(), 'old');
        fs.chmodSync(file(), mode);
        const before = process.umask(0o077);
        try {
          replaceFile(file(), 'new');
        } finally {
          process.umask(before);
        }
        assert.equal(fs.statSync(file()).mode & 0o7777, mode);
      });
    }

    if (process.getuid?.() === 0) {
      it('leaves a file to its owner when root writes it', () => {
        fs.writeFileSync(file(), 'old');
        fs.chownSync(file(), 1234, 5678);
        replaceFile(file(), 'new');
        const { uid, gid } = fs.statSync(file());
        assert.deepEqual([uid, gid], [1234, 5678]);
      });
    }

    it('keeps a link a link, and replaces the file behind it', () => {
      const target = path.join(folder(), 'target');
      fs.writeFileSync(target, 'old');
      fs.symlinkSync('target', file());
      replaceFile(file(), 'new');
      assert.equal(fs.readlinkSync(file()), 'target');
      assert.equal(fs.readFileSync(target, 'utf8'), 'new');
    });

    it('shows every reader a whole file, also when it is killed on the way', async function () {
      this.timeout(20_000);
      for (let round = 0; round < 8; round += 1) {
        const child = new Child('replace', [file()]);
        await child.says('begun');
        for (let reading = 0; reading < 40 + round; reading += 1) {
          assert.match(fs.readFileSync(file(), 'utf8'), /^(.)\1*\.$/);
        }
        await child.kill();
        assert.match(fs.readFileSync(file(), 'utf8'), /^(.)\1*\.$/);
      }
    });
  }
});

describe('writeWhole', () => {
  const folder = useTemporaryFolder();

  it('refuses to write over a file', () => {
    const file = path.join(folder(), 'there');
    writeWhole(file, 'first');
    assert.throws(
      () => {
        writeWhole(file, 'second');
      },
      { code: 'EEXIST' },
    );
    assert.equal(fs.readFileSync(file, 'utf8'), 'first');
  });
});

if (CAN_MOUNT) {
  describe('on a disk that is full', () => {
    const disk = useSmallDisk('256k');

    it('replaceFile leaves the old file whole, and nothing else', () => {
      const file = path.join(disk(), 'context.json');
      fs.writeFileSync(file, 'old'.repeat(1000));
      fillUpTo(disk(), 16_384);
      const before = filesBelow(disk());
      assert.throws(
        () => {
          replaceFile(file, 'new'.repeat(40_000));
        },
        { code: 'ENOSPC' },
      );
      assert.deepEqual(filesBelow(disk()), before);
    });

    it('writeWhole leaves no part of a file', () => {
      fillUpTo(disk(), 4096);
      assert.throws(
        () => {
          writeWhole(path.join(disk(), 'lock'), 'x'.repeat(20_000));
        },
        { code: 'ENOSPC' },
      );
      assert.deepEqual(fs.readdirSync(disk()), ['filler']);
    });
  });

  describe('on a disk that is read-only', () => {
    const disk = useSmallDisk('256k');

    it('replaceFile says so, and the file stays', () => {
      const file = path.join(disk(), 'context.json');
      fs.writeFileSync(file, 'old');
      makeReadOnly(disk());
      assert.throws(
        () => {
          replaceFile(file, 'new');
        },
        { code: 'EROFS' },
      );
      assert.equal(fs.readFileSync(file, 'utf8'), 'old');
    });
  });
}
