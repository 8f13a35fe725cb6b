import type * as vscode from 'vscode';
import { openMissionChat } from './chat/missionChat';
import { registerAddObjective } from './commands/addObjective';
import { registerAddTask } from './commands/addTask';
import { registerChooseOrchestration } from './commands/chooseOrchestration';
import { registerCompleteTask } from './commands/completeTask';
import { registerImportContext } from './commands/importContext';
import { registerNewOrchestration } from './commands/newOrchestration';
import { registerAgentCommands } from './commands/openAgent';
import { registerRecordInsight } from './commands/recordInsight';
import { registerRepairFiles } from './commands/repairFiles';
import { registerSaveContext } from './commands/saveContext';
import { registerShowStatus } from './commands/showStatus';
import { registerSpawnAgent } from './commands/spawnAgent';
import { CommandRegistry } from './host/commandRegistry';
import { Faults } from './host/faults';
import { createLog } from './host/log';
import { Orchestrations } from './host/orchestrations';
import { watchForLostAgents } from './host/lostAgentWatch';
import { noticeProblems } from './host/problemNotices';
import { trackWorkspaceState } from './host/workspaceState';
import { offerServer } from './servers/offerServer';
import { WindowServers } from './servers/windowServers';
import { BriefingPages } from './pages/briefingPages';
import { showMarkdown, StatusPages } from './pages/statusPages';
import { SessionIndicator } from './statusBar/sessionIndicator';
import { AgentTerminals } from './terminals/agentTerminals';
import { offerCommandWhereTrusted } from './terminals/offerCommand';
import { registerTrees, type Trees } from './trees/registerTrees';

/** What tests in a VS Code host look at. */
export interface AtlasExtension {
  readonly trees: Trees;
}

export function activate(context: vscode.ExtensionContext): AtlasExtension {
  const log = createLog();
  const faults = new Faults(log);
  const orchestrations = new Orchestrations(log);
  const services = {
    commands: new CommandRegistry(faults, () => orchestrations.opened()),
    orchestrations,
    log,
  };
  const pages = new StatusPages(orchestrations);
  const briefings = new BriefingPages(orchestrations);
  const terminals = new AgentTerminals(context);
  const servers = new WindowServers(context, log);
  const trees = registerTrees(orchestrations, faults);
  context.subscriptions.push(
    // The sessions first: a closing window gives no time.
    orchestrations,
    log,
    pages,
    briefings,
    trees,
    trackWorkspaceState(orchestrations),
    noticeProblems(orchestrations, faults),
    watchForLostAgents(orchestrations, log),
    offerServer(context, orchestrations),
    servers,
    new SessionIndicator(orchestrations),
    offerCommandWhereTrusted(context, terminals, orchestrations),
    registerNewOrchestration(services),
    registerChooseOrchestration(services),
    registerShowStatus(services, {
      status: (orchestration) => pages.show(orchestration),
      briefing: (...told) => briefings.show(...told),
    }),
    registerAddObjective(services),
    registerAddTask(services),
    registerCompleteTask(services),
    registerRecordInsight(services),
    registerSpawnAgent(services, {
      terminal: (...agent) => terminals.launch(...agent),
      chat: (...agent) => openMissionChat(...agent, log),
    }),
    registerSaveContext(services),
    registerImportContext(services),
    registerRepairFiles(services),
    registerAgentCommands(services, showMarkdown, (...agent) => terminals.find(...agent)),
  );
  return { trees };
}
