import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { LaunchFacts, LaunchPlan } from '../../../src/core/launch/launchPlan';
import { planLaunch } from '../../../src/core/launch/planLaunch';
import {
  BUILT_IN_PROFILES,
  KNOWN_PROGRAMS,
  type KnownProgram,
  type TerminalProfile,
} from '../../../src/core/model/profile';
import { isAtlasError } from '../support/atlasError';

const facts: LaunchFacts = {
  mission: 'Look',
  missionFile: '/w/.atlas/orchestrator/agents/AGENT_0001/mission.md',
  prompt: 'Read it',
  agent: 'AGENT_0001',
  root: '/w',
  workFolder: '/w',
  session: '0f0e0d0c-0000-4000-8000-000000000000',
  headless: false,
  resume: false,
  mcp: {
    kind: 'stdio',
    command: '/bin/node',
    args: ['/x/cli.cjs', 'mcp', '--agent', 'AGENT_0001'],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  },
  hookLine: "ELECTRON_RUN_AS_NODE=1 /bin/node '/x y/cli.cjs' hook --agent AGENT_0001",
  caps: {},
  trusted: false,
  inGit: true,
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  port: 4711,
  file: (name) => `/w/local/${name}`,
};

function plan(program: KnownProgram, more: Partial<LaunchFacts> = {}): LaunchPlan {
  return planLaunch(BUILT_IN_PROFILES[program], { ...facts, ...more });
}

/** What follows an option, wherever it stands. */
function after(args: readonly string[], option: string): string | undefined {
  return args[args.indexOf(option) + 1];
}

/** Flags that let an agent do everything: no profile may bring one. */
const DANGEROUS = /dangerously|yolo|bypass|full-access|allow-all|^-y$|^--auto$|"\*"\s*:\s*"allow"/i;

describe('the launch of a program that Atlas knows', () => {
  for (const program of KNOWN_PROGRAMS) {
    describe(program, () => {
      it('gets what it is told as one argument, whatever is in it, with or without a person', () => {
        fc.assert(
          fc.property(fc.string(), fc.boolean(), fc.boolean(), (words, headless, resume) => {
            const prompt = `${words} $(touch x) 'it' "is"\n--flag \u{1F916}`;
            const { args, server } = plan(program, { prompt, headless, resume });
            if (server?.prompt === undefined) {
              assert.equal(args.filter((each) => each.includes(prompt)).length, 1);
              assert.ok(args.at(-1)?.endsWith(prompt));
            } else {
              assert.equal(server.prompt, prompt);
              assert.ok(!args.some((each) => each.includes(prompt)));
            }
          }),
        );
      });

      it('takes words that begin with a dash for words', () => {
        for (const headless of [false, true]) {
          const { args } = plan(program, { prompt: '--help', headless });
          const isValue = args.at(-2) === '--' || args.at(-2) === '-p' || args.at(-2) === '-i';
          assert.ok(isValue || /^--[a-z-]+=--help$/.test(args.at(-1) ?? ''), args.join(' '));
        }
      });

      it('brings no flag that lets it do everything', () => {
        for (const headless of [false, true]) {
          const { args, env, files } = plan(program, { headless });
          const said = [...args, ...Object.values(env), ...Object.values(files)];
          assert.deepEqual(
            said.filter((each) => DANGEROUS.test(each)),
            [],
          );
        }
      });

      it('keeps the token of a window out of arguments and files', () => {
        const mcp = {
          kind: 'http',
          url: 'http://127.0.0.1:1/mcp',
          tokenVariable: 'ATLAS_MCP_TOKEN',
        } as const;
        const made = JSON.stringify(plan(program, { mcp }));
        assert.match(made, /ATLAS_MCP_TOKEN/);
        assert.match(made, /127\.0\.0\.1:1\/mcp/);
      });

      it('adds the arguments of a profile, and its variables', () => {
        const profile: TerminalProfile = {
          ...BUILT_IN_PROFILES[program],
          args: ['--model', 'best'],
          env: { MY_PROXY: 'yes' },
        };
        const made = planLaunch(profile, facts);
        assert.equal(after(made.args, '--model'), 'best');
        assert.equal(made.env['MY_PROXY'], 'yes');
      });

      it('goes on with a conversation by its id', () => {
        const { args, cliSession } = plan(program, { resume: true });
        assert.ok(args.some((each) => each.includes(facts.session)));
        assert.equal(cliSession, facts.session);
      });
    });
  }

  it('approves beforehand just the tools of Atlas in claude', () => {
    const approved = after(plan('claude').args, '--allowedTools')?.split(',') ?? [];
    assert.ok(approved.includes('mcp__atlas__report'));
    assert.ok(approved.every((tool) => tool.startsWith('mcp__atlas__')));
    assert.ok(!approved.includes('mcp__atlas__'));
  });

  it('gives claude its caps where no person watches', () => {
    const caps = { turns: 7, cost: 2.5 };
    const { args } = plan('claude', { headless: true, caps });
    assert.deepEqual([after(args, '--max-turns'), after(args, '--max-budget-usd')], ['7', '2.5']);
    assert.ok(!plan('claude', { caps }).args.includes('--max-turns'));
  });

  it('gives codex its configuration as TOML, and trust in our own hook only', () => {
    const { args } = plan('codex');
    const config = args.filter((_, at) => args[at - 1] === '-c');
    assert.ok(config.includes('mcp_servers.atlas.command="/bin/node"'));
    assert.ok(
      config.includes('mcp_servers.atlas.args=["/x/cli.cjs","mcp","--agent","AGENT_0001"]'),
    );
    const state = config.find((each) => each.startsWith('hooks.state=')) ?? '';
    const hash = createHash('sha256')
      .update(
        JSON.stringify({
          event_name: 'stop',
          hooks: [{ async: false, command: facts.hookLine, timeout: 3, type: 'command' }],
        }),
      )
      .digest('hex');
    assert.ok(
      state.includes(`"/<session-flags>/config.toml:stop:0:0"={trusted_hash="sha256:${hash}"}`),
    );
  });

  it('gives copilot its hooks in a plugin of this launch', () => {
    const { args, files } = plan('copilot');
    assert.equal(after(args, '--plugin-dir'), '/w/local/copilot');
    const manifest = JSON.parse(files['copilot/plugin.json'] ?? '') as { hooks: string };
    assert.match(files[`copilot/${manifest.hooks}`] ?? '', /"Stop"[^]*hook --agent AGENT_0001/);
  });

  it('tells an opencode that goes on in a terminal its words through its server', () => {
    const told = (more: Partial<LaunchFacts>): unknown => plan('opencode', more).server;
    const server = {
      url: 'http://127.0.0.1:4711',
      user: 'opencode',
      passwordVariable: 'OPENCODE_SERVER_PASSWORD',
    };
    assert.deepEqual(told({ resume: true }), { ...server, prompt: 'Read it' });
    assert.deepEqual(told({}), server);
    assert.equal(told({ resume: true, headless: true }), undefined);
  });

  it('lets codex work outside of a repository only where it would refuse to', () => {
    const flag = '--skip-git-repo-check';
    assert.ok(plan('codex', { headless: true, inGit: false }).args.includes(flag));
    assert.ok(!plan('codex', { headless: true }).args.includes(flag));
    assert.ok(!plan('codex', { inGit: false }).args.includes(flag));
  });

  it('tells codex and gemini that a folder is trusted only where a person said so', () => {
    const trust = (program: KnownProgram, trusted: boolean): string =>
      JSON.stringify(plan(program, { trusted }));
    assert.match(trust('codex', true), /projects=\{\\"\/w\\"=\{trust_level=/);
    assert.match(trust('gemini', true), /GEMINI_CLI_TRUST_WORKSPACE/);
    for (const program of KNOWN_PROGRAMS) {
      assert.doesNotMatch(trust(program, false), /trust_level|TRUST_WORKSPACE/);
    }
  });

  it('does not know the conversation of codex before it has begun', () => {
    assert.equal(plan('codex').cliSession, undefined);
    assert.equal(plan('claude').cliSession, facts.session);
  });
});

describe("the launch of a program of the user's own", () => {
  const own = (profile: Partial<TerminalProfile>, more: Partial<LaunchFacts> = {}): LaunchPlan =>
    planLaunch({ program: 'mine', args: [], ...profile }, { ...facts, ...more });

  it('fills its arguments, variables and files', () => {
    const made = own({
      args: ['--config', '{file:settings.json}', '{prompt}'],
      env: { SESSION: '{session}' },
      files: { 'settings.json': { server: ['{mcpCommand}', '{mcpArgs}'], deep: { a: '{agent}' } } },
    });
    assert.deepEqual(made.args, ['--config', '/w/local/settings.json', 'Read it']);
    assert.equal(made.env['SESSION'], facts.session);
    assert.equal(made.cliSession, facts.session);
    assert.deepEqual(JSON.parse(made.files['settings.json'] ?? ''), {
      server: ['/bin/node', JSON.stringify(['/x/cli.cjs', 'mcp', '--agent', 'AGENT_0001'])],
      deep: { a: 'AGENT_0001' },
    });
  });

  it('stays valid JSON whatever the mission says', () => {
    fc.assert(
      fc.property(fc.string(), (mission) => {
        const made = own({ files: { 'a.json': { told: '{mission}' } } }, { mission });
        assert.deepEqual(JSON.parse(made.files['a.json'] ?? ''), { told: mission });
      }),
    );
  });

  it('gets a file with the server where it asks for one', () => {
    const made = own({ args: ['--mcp', '{mcpConfig}'] });
    assert.deepEqual(made.args, ['--mcp', '/w/local/mcp.json']);
    assert.match(made.files['mcp.json'] ?? '', /"atlas"/);
    assert.deepEqual(own({ args: ['{mission}'] }).files, {});
  });

  it('can have hooks like those of programs that Atlas knows', () => {
    const hooks = { Stop: [{ hooks: [{ type: 'command', command: '{hookLine}' }] }] };
    const made = own({ files: { 'settings.json': { hooks } } });
    const settings = JSON.parse(made.files['settings.json'] ?? '') as { hooks: typeof hooks };
    assert.equal(settings.hooks.Stop[0]?.hooks[0]?.command, facts.hookLine);
  });

  it('runs without a person, and goes on, as its profile says', () => {
    const profile = {
      args: ['talk'],
      headlessArgs: ['work'],
      resumeArgs: ['talk', '--on', '{session}'],
    };
    assert.deepEqual(own(profile, { headless: true }).args, ['work']);
    assert.deepEqual(own(profile, { resume: true }).args, ['talk', '--on', facts.session]);
    assert.deepEqual(own(profile, { resume: true, headless: true }).args, [
      'talk',
      '--on',
      facts.session,
    ]);
  });

  it('cannot go on where its profile does not say how', () => {
    assert.throws(
      () => own({ args: ['{prompt}'] }, { resume: true }),
      isAtlasError('cannotGoOn', { id: 'AGENT_0001' }),
    );
  });
});
