import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  getLanguageService,
  TextDocument,
  type JSONDocument,
  type JSONSchema,
} from 'vscode-json-languageservice';
import { Context, Task } from '../../src/core/model/context';
import { REPOSITORY, sampleText } from '../core/support/sample';

interface Manifest {
  readonly contributes: {
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const service = getLanguageService({});
const PLACE = 'file:///home/me/my%20work/.atlas/orchestrator/project_alpha_context.json';

/** As VS Code does with what the manifest contributes. */
function configureFromManifest(): void {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'),
  ) as Manifest;
  const schemas = manifest.contributes.jsonValidation.map(({ fileMatch, url }) => ({
    uri: url,
    fileMatch: [/^(\w+:\/\/|\/|!)/.test(fileMatch) ? fileMatch : `/${fileMatch}`],
    schema: JSON.parse(fs.readFileSync(path.join(REPOSITORY, url), 'utf8')) as JSONSchema,
  }));
  service.configure({ validate: true, allowComments: false, schemas });
}

/** A file in an editor, with the cursor where `|` stands. */
class Editor {
  readonly #document: TextDocument;
  readonly #json: JSONDocument;
  readonly #offset: number;

  constructor(text: string, uri = PLACE) {
    this.#offset = text.indexOf('|');
    this.#document = TextDocument.create(uri, 'json', 1, text.replace('|', ''));
    this.#json = service.parseJSONDocument(this.#document);
  }

  /** Every squiggle, as its line (the first is 1) and the words in it. */
  async squiggles(): Promise<string[]> {
    const found = await service.doValidation(this.#document, this.#json);
    return found.map(({ range }) => `${range.start.line + 1}: ${this.#document.getText(range)}`);
  }

  async completions(): Promise<string[]> {
    const list = await service.doComplete(this.#document, this.#position, this.#json);
    return (list?.items ?? []).map(({ label }) => label);
  }

  async hover(): Promise<string> {
    const hover = await service.doHover(this.#document, this.#position, this.#json);
    return JSON.stringify(hover?.contents ?? '');
  }

  get #position() {
    return this.#document.positionAt(this.#offset);
  }
}

/** A context with this in it, the last line being the third. */
const context = (line: string): string => `{\n"project_name": "alpha",\n${line}\n}`;
const task = (keys: string): string =>
  context(`"active_tasks": [{ "id": "TASK_001", "description": "Do", ${keys} }]`);
const agent = (keys: string): string =>
  context(`"spawned_agents": [{ "id": "AGENT_0001", "type": "lead", "mission": "Do", ${keys} }]`);

describe('The schema of the context file', () => {
  before(configureFromManifest);

  it("finds nothing wrong in the process document's example", async () => {
    assert.deepEqual(await new Editor(sampleText()).squiggles(), []);
  });

  it('underlines what has a wrong type, where it stands', async () => {
    const text = sampleText().replace('"Selected Auth0"', '17').replace('12,', '"twelve",');
    const line = (words: string): number => text.slice(0, text.indexOf(words)).split('\n').length;
    assert.deepEqual(await new Editor(text).squiggles(), [
      `${line('17')}: 17`,
      `${line('"twelve"')}: "twelve"`,
    ]);
  });

  it('underlines a task without an id, and a context without its name', async () => {
    assert.deepEqual(
      await new Editor(context('"active_tasks": [{ "description": "Do" }]')).squiggles(),
      ['3: {'],
    );
    assert.equal((await new Editor('{}').squiggles()).length, 1);
  });

  for (const [what, text] of [
    ['an unknown key', context('"ours": { "deep": [1, null] }')],
    ['an unknown key of a task', task('"depends_on": ["TASK_000"], "estimate": 3')],
    [
      'an unknown key of the bookkeeping',
      context('"atlas": { "schema_version": 2, "revision": 1, "x": 1 }'),
    ],
    ['a status of another version', task('"status": "postponed"')],
    ['an agent of a type of our own', agent('"status": "dreaming"').replace('lead', 'poet')],
    ['decisions in any form', context('"pending_decisions": ["Which?", 7, { "id": 7 }]')],
    ['insights in any form', context('"key_insights": ["One", { "text": "Two" }]')],
    ['no session yet', context('"last_session": null')],
  ] as const) {
    it(`finds nothing wrong in ${what}, as Atlas does not`, async () => {
      assert.ok(Context.safeParse(JSON.parse(text)).success);
      assert.deepEqual(await new Editor(text).squiggles(), []);
    });
  }

  it('offers the keys of a task', async () => {
    const offered = await new Editor(task('|')).completions();
    assert.deepEqual(
      offered.sort(),
      Object.keys(Task.shape)
        .filter((key) => key !== 'id' && key !== 'description')
        .sort(),
    );
  });

  it('offers the keys of a decision that somebody has to make', async () => {
    const offered = await new Editor(context('"pending_decisions": [{ | }]')).completions();
    for (const key of ['id', 'question', 'options']) {
      assert.ok(offered.includes(key), key);
    }
  });

  it('offers what a status can be', async () => {
    const ofTask = await new Editor(task('"status": |')).completions();
    assert.deepEqual(
      ['"active"', '"cancelled"', '"pending"'].filter((state) => !ofTask.includes(state)),
      [],
    );
    const ofAgent = await new Editor(agent('"status": "|"')).completions();
    assert.ok(ofAgent.includes('"exited_without_report"'));
    const ofReport = await new Editor(agent('"report": { "status": | }')).completions();
    assert.ok(ofReport.includes('"escalated"'));
    const ofObjective = await new Editor(context('"objectives": [{ "status": | }]')).completions();
    assert.ok(ofObjective.includes('"achieved"'));
  });

  it('explains a key, also where its values are offered or it is an object', async () => {
    for (const [text, words] of [
      [task('"obj|ective": "OBJ_001"'), /objective this task is a step towards/],
      [task('"sta|tus": "active"'), /the list it stands in tells/],
      [context('"pending_decisions": [{ "ques|tion": "Which?" }]'), /has to be decided/],
      [context('"met|rics": {}'), /there ever was/],
      [context('"at|las": {}'), /better not edited by hand/],
    ] as const) {
      assert.match(await new Editor(text).hover(), words);
    }
  });

  for (const [place, isOurs] of [
    ['file:///c%3A/somewhere/.atlas/orchestrator/a_context.json', true],
    [
      'vscode-remote://wsl%2Bubuntu/home/me/.atlas/orchestrator/zahlung%20%C3%BC_context.json',
      true,
    ],
    ['file:///somewhere/.atlas/orchestrator/kept/a_context.json', true],
    ['file:///somewhere/.atlas/orchestrator/a.json', false],
    ['file:///somewhere/orchestrator/a_context.json', false],
    ['file:///somewhere/my.atlas/orchestrator/a_context.json', false],
  ] as const) {
    it(`${isOurs ? 'applies' : 'does not apply'} to ${place}`, async () => {
      const squiggles = await new Editor('{ "project_name": 1 }', place).squiggles();
      assert.equal(squiggles.length, isOurs ? 1 : 0);
    });
  }
});
