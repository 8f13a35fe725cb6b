import * as path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { AtlasError } from '../../core/errors';
import type { Measurements } from '../../core/metrics/measure';
import { parseInput } from '../../core/operation';
import type { Dashboard } from '../../protocol/dashboard';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { dashboardData } from './dashboardData';
import type { Measuring } from './measuring';
import { metricsCsv } from './metricsCsv';
import { metricsMarkdown } from './metricsMarkdown';
import { metricsSvg } from './metricsSvg';

const FORMATS = ['markdown', 'csv', 'svg'] as const;
type Format = (typeof FORMATS)[number];

const ENDINGS: Readonly<Record<Format, string>> = { markdown: 'md', csv: 'csv', svg: 'svg' };

const WRITERS: Readonly<Record<Format, (shown: Dashboard, measured: Measurements) => string>> = {
  markdown: metricsMarkdown,
  csv: (_shown, measured) => metricsCsv(measured),
  svg: metricsSvg,
};

const given = {
  name: 'exportMetrics',
  input: z.strictObject({
    format: z.enum(FORMATS),
    /** Where to write it, from the workspace folder on; left out: nowhere, it is only returned. */
    file: z.string().optional(),
  }),
};

/** What was exported, and where to. */
export interface Exported {
  readonly format: Format;
  readonly text: string;
  readonly file?: string;
}

export function registerExportMetrics(
  { commands, orchestrations }: Services,
  measuring: Measuring,
): vscode.Disposable {
  const make = async (orchestration: Orchestration, format: Format): Promise<Exported> => {
    const measured = await measuring.measure(orchestration);
    const text =
      measured &&
      orchestration.read((context, now) =>
        WRITERS[format](dashboardData(context, measured, now), measured),
      );
    if (text === undefined) {
      throw (
        orchestration.state.problem ??
        new AtlasError('noOrchestration', { folder: orchestration.files.root })
      );
    }
    return { format, text };
  };
  return commands.register<Exported>(COMMANDS.exportMetrics, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const format = orchestration && (await askFormat());
      const target = format && (await askFile(orchestration, format));
      if (!target) {
        return undefined;
      }
      const exported = await make(orchestration, format);
      await write(target, exported.text);
      await vscode.window.showTextDocument(target, { preview: true });
      return { ...exported, file: target.fsPath };
    },
    async given(values, folder) {
      requireTrust();
      const orchestration = orchestrations.find(folder);
      const { format, file } = parseInput(given, values);
      const exported = await make(orchestration, format);
      if (file === undefined) {
        return exported;
      }
      const target = path.resolve(orchestration.files.root, file);
      await write(vscode.Uri.file(target), exported.text);
      return { ...exported, file: target };
    },
  });
}

async function askFormat(): Promise<Format | undefined> {
  const words: Readonly<Record<Format, string>> = {
    markdown: vscode.l10n.t('a document to read'),
    csv: vscode.l10n.t('numbers for a spreadsheet'),
    svg: vscode.l10n.t('a picture of the charts'),
  };
  const names: Readonly<Record<Format, string>> = { markdown: 'Markdown', csv: 'CSV', svg: 'SVG' };
  const picked = await vscode.window.showQuickPick(
    FORMATS.map((format) => ({ label: names[format], description: words[format], format })),
    { title: vscode.l10n.t('Export Metrics'), placeHolder: vscode.l10n.t('As what?') },
  );
  return picked?.format;
}

async function askFile(
  { workspaceFolder, files, name }: Orchestration,
  format: Format,
): Promise<vscode.Uri | undefined> {
  const ending = ENDINGS[format];
  const stem = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(workspaceFolder.uri, `${stem}-metrics.${ending}`),
    filters: { [format.toUpperCase()]: [ending] },
    title: vscode.l10n.t('Export the metrics of {0}', path.basename(files.root)),
  });
}

/** @throws AtlasError fileUnwritable */
async function write(target: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, Buffer.from(text, 'utf8'));
  } catch (error) {
    throw new AtlasError(
      'fileUnwritable',
      { file: target.fsPath, detail: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}
