import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS, CONTEXT_KEYS, SETTINGS, VIEWS } from '../../../src/extension/contributions';
import { atlas } from '../support/window';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string; enablement?: string }[];
    views: Record<string, { id: string }[]>;
    walkthroughs: {
      steps: { description: string; media: { svg: string }; completionEvents: string[] }[];
    }[];
    viewsWelcome: { view: string; when: string; contents: string }[];
    menus: Record<string, { command: string; when: string }[]>;
    configuration: { properties: Record<string, unknown> }[];
  };
}

const manifest = (): Manifest['contributes'] => (atlas().packageJSON as Manifest).contributes;

describe('the manifest and the code', () => {
  it('name the same commands, and every one of them runs', async () => {
    const declared = manifest().commands.map(({ command }) => command);
    assert.deepEqual(declared.toSorted(), Object.values(COMMANDS).toSorted());
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      declared.filter((command) => !registered.includes(command)),
      [],
    );
  });

  it('have the exact titles of the process', () => {
    const titles = manifest().commands.map(({ command, title, category }) => [
      command,
      `${category}: ${title}`,
    ]);
    const expected = {
      'atlas.newOrchestration': 'Atlas: New Orchestration…',
      'atlas.resume': 'Atlas: Resume Orchestration',
      'atlas.showStatus': 'Atlas: Show Status',
      'atlas.addObjective': 'Atlas: Add Objective…',
      'atlas.addTask': 'Atlas: Add Task…',
      'atlas.completeTask': 'Atlas: Complete Task…',
      'atlas.recordInsight': 'Atlas: Record Insight…',
      'atlas.spawnAgent': 'Atlas: Spawn Agent…',
      'atlas.saveContext': 'Atlas: Save Context',
    };
    assert.deepEqual({ ...Object.fromEntries(titles), ...expected }, Object.fromEntries(titles));
  });

  it('name the same views and settings', () => {
    const views = Object.values(manifest().views)
      .flat()
      .map(({ id }) => id);
    assert.deepEqual(views.toSorted(), Object.values(VIEWS).toSorted());
    const settings = manifest().configuration.flatMap(({ properties }) => Object.keys(properties));
    const known = Object.values(SETTINGS).map((name) => `atlas.${name}`);
    assert.deepEqual(settings.toSorted(), known.toSorted());
  });

  it('use only context keys that the code sets', () => {
    const clauses = [
      ...manifest().viewsWelcome.map(({ when }) => when),
      ...Object.values(manifest().menus)
        .flat()
        .map(({ when }) => when),
    ].join(' ');
    const used = new Set(clauses.match(/atlas:\w+/g));
    assert.deepEqual([...used].toSorted(), Object.values(CONTEXT_KEYS).toSorted());
  });

  it('link only to commands that exist', async () => {
    const registered = await vscode.commands.getCommands(true);
    const links = manifest().viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? ''),
    );
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter((id) => !registered.includes(id)),
      [],
    );
  });

  it('lead new people through five steps that have pictures, links and an end', async () => {
    const steps = manifest().walkthroughs.flatMap((each) => each.steps);
    assert.equal(steps.length, 5);
    const registered = await vscode.commands.getCommands(true);
    for (const { description, media, completionEvents } of steps) {
      assert.ok(fs.existsSync(path.join(atlas().extensionPath, media.svg)), media.svg);
      const named = [
        ...[...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? ''),
        ...completionEvents.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []),
      ];
      assert.ok(named.length > 1);
      assert.deepEqual(
        named.filter((id) => !registered.includes(id)),
        [],
      );
    }
  });

  it('do not let a person begin what restricted mode forbids', () => {
    const free = manifest().commands.filter(
      ({ enablement }) => enablement !== 'isWorkspaceTrusted',
    );
    assert.deepEqual(
      free.map(({ command }) => command),
      [
        'atlas.showStatus',
        'atlas.openItem',
        'atlas.findItem',
        'atlas.copyAsMarkdown',
        'atlas.sortObjectives',
        'atlas.filterObjectives',
        'atlas.hideCompleted',
        'atlas.showCompleted',
        'atlas.clearFilter',
        'atlas.showBriefing',
        'atlas.openDashboard',
        'atlas.openAgent',
        'atlas.showTerminal',
        'atlas.showMore',
      ],
    );
  });

  it('are described in the README, command by command', () => {
    const readme = fs.readFileSync(path.join(atlas().extensionPath, 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| (.+?) +\| `(atlas\.\w+)` +\|/gm)];
    const told = rows.map(([, title, command]) => [command, title]);
    const hidden = manifest().menus['commandPalette']?.filter(({ when }) => when === 'false') ?? [];
    const offered = manifest()
      .commands.filter(({ command }) => hidden.every((entry) => entry.command !== command))
      .map(({ command, title }) => [command, title]);
    // One that only helps where `.atlas` holds several orchestrations.
    const expected = offered.filter(([command]) => command !== 'atlas.chooseOrchestration');
    assert.deepEqual(told.toSorted(), expected.toSorted());
  });
});
