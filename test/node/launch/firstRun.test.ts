import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  ofClaude,
  ofCodex,
  ofCopilot,
  ofGemini,
  ofOpencode,
  type FirstRunPlace,
} from '../../../src/node/launch/firstRun';
import { useTemporaryFolder } from '../support/temporaryFolder';

describe('what a program will ask at its first start', () => {
  const home = useTemporaryFolder();
  const write = (file: string, value: unknown): void => {
    const full = path.join(home(), file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, typeof value === 'string' ? value : JSON.stringify(value));
  };
  const place = (more: Partial<FirstRunPlace> = {}): FirstRunPlace => ({
    home: home(),
    env: {},
    folder: '/w',
    trusted: false,
    ...more,
  });

  it('claude: to sign in, then its introduction, then whether the folder is trusted', () => {
    assert.equal(ofClaude(place()), 'signIn');
    const env = { ANTHROPIC_API_KEY: 'sk' };
    assert.equal(ofClaude(place({ env })), 'onboarding');
    write('.claude.json', { hasCompletedOnboarding: true });
    assert.equal(ofClaude(place({ env })), 'trust');
    const projects = { '/w': { hasTrustDialogAccepted: true } };
    write('.claude.json', { hasCompletedOnboarding: true, projects });
    assert.equal(ofClaude(place({ env })), undefined);
    assert.equal(ofClaude(place()), 'signIn');
    write('.claude/.credentials.json', {});
    assert.equal(ofClaude(place()), undefined);
    assert.equal(ofClaude(place({ folder: '/other' })), 'trust');
  });

  it('codex: to sign in, then whether the folder is trusted', () => {
    assert.equal(ofCodex(place()), 'signIn');
    write('.codex/auth.json', {});
    assert.equal(ofCodex(place()), 'trust');
    assert.equal(ofCodex(place({ trusted: true })), undefined);
    write('.codex/config.toml', '[projects."/w"]\ntrust_level = "trusted"\n');
    assert.equal(ofCodex(place()), undefined);
    fs.rmSync(path.join(home(), '.codex/auth.json'));
    assert.equal(ofCodex(place()), 'signIn');
    write('.codex/config.toml', 'model_provider = "mine"\n');
    assert.equal(ofCodex(place({ trusted: true })), undefined);
  });

  it('gemini: to sign in, then whether the folder is trusted', () => {
    assert.equal(ofGemini(place()), 'signIn');
    assert.equal(ofGemini(place({ env: { GEMINI_API_KEY: 'k' }, trusted: true })), undefined);
    const security = (selectedType: string) => ({ security: { auth: { selectedType } } });
    write('.gemini/settings.json', security('oauth-personal'));
    assert.equal(ofGemini(place({ trusted: true })), 'signIn');
    write('.gemini/oauth_creds.json', {});
    assert.equal(ofGemini(place()), 'trust');
    write('.gemini/trustedFolders.json', { '/w': 'TRUST_FOLDER' });
    assert.equal(ofGemini(place()), undefined);
  });

  it('copilot: to sign in, then whether the folder, or one around it, is trusted', () => {
    assert.equal(ofCopilot(place()), 'signIn');
    assert.equal(ofCopilot(place({ env: { GH_TOKEN: 't' } })), 'trust');
    write('.config/gh/hosts.yml', 'github.com:\n');
    assert.equal(ofCopilot(place()), 'trust');
    fs.rmSync(path.join(home(), '.config/gh/hosts.yml'));
    const user = '"lastLoggedInUser": { "login": "me" }';
    write('.copilot/config.json', `// managed\n{ ${user}, "trustedFolders": ["/w"] }`);
    assert.equal(ofCopilot(place()), undefined);
    assert.equal(ofCopilot(place({ folder: '/w/deep/er' })), undefined);
    assert.equal(ofCopilot(place({ folder: '/wider' })), 'trust');
    assert.equal(ofCopilot(place({ folder: '/' })), 'trust');
    write('.copilot/config.json', { lastLoggedInUser: {}, trusted_folders: ['/w', 7] });
    assert.equal(ofCopilot(place()), undefined);
    assert.equal(ofCopilot(place({ env: { COPILOT_HOME: '/none' } })), 'signIn');
  });

  it('opencode: nothing, but it may have no provider of models', () => {
    assert.equal(ofOpencode(place()), 'provider');
    assert.equal(ofOpencode(place({ env: { ANTHROPIC_API_KEY: 'sk' } })), undefined);
    assert.equal(ofOpencode(place({ env: { ANTHROPIC_API_KEY: '' } })), 'provider');
    write('.local/share/opencode/auth.json', {});
    assert.equal(ofOpencode(place()), 'provider');
    write('.local/share/opencode/auth.json', { anthropic: { type: 'api' } });
    assert.equal(ofOpencode(place()), undefined);
    fs.rmSync(path.join(home(), '.local/share/opencode/auth.json'));
    write('.config/opencode/opencode.jsonc', '{ /* mine */ "provider": { "local": {} } }');
    assert.equal(ofOpencode(place()), undefined);
  });

  it('says nothing false where files are damaged: the program will ask by itself', () => {
    for (const file of [
      '.claude.json',
      '.gemini/settings.json',
      '.codex/config.toml',
      '.copilot/config.json',
      '.config/opencode/opencode.json',
    ]) {
      write(file, '{ not json');
    }
    for (const look of [ofClaude, ofCodex, ofGemini, ofCopilot]) {
      assert.equal(look(place()), 'signIn');
    }
    assert.equal(ofOpencode(place()), 'provider');
  });
});
