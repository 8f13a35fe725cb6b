import type * as vscode from 'vscode';
import { AttentionNotices } from './attention/attentionNotices';
import { openMissionChat } from './chat/missionChat';
import { registerAddObjective } from './commands/addObjective';
import { registerAddTask } from './commands/addTask';
import { registerArrangeTasks } from './commands/arrangeTasks';
import { registerCancelAgent } from './commands/cancelAgent';
import { registerCheckReport } from './commands/checkReport';
import { registerChooseOrchestration } from './commands/chooseOrchestration';
import { registerCompleteTask } from './commands/completeTask';
import { registerContinueAgent } from './commands/continueAgent';
import { registerDecide } from './commands/decide';
import { registerDependOn } from './commands/dependOn';
import { registerEditItem } from './commands/editItem';
import { registerImportContext } from './commands/importContext';
import { registerJudgeDecision } from './commands/judgeDecision';
import { registerNewOrchestration } from './commands/newOrchestration';
import { registerAgentCommands } from './commands/openAgent';
import { registerOpenItem } from './commands/openItem';
import { registerPromoteInsight } from './commands/promoteInsight';
import { registerRaiseDecision } from './commands/raiseDecision';
import { registerRecordInsight } from './commands/recordInsight';
import { registerRepairFiles } from './commands/repairFiles';
import { registerSaveContext } from './commands/saveContext';
import { registerSetStatus } from './commands/setStatus';
import { registerShowStatus } from './commands/showStatus';
import { registerLaunchAgent, registerSpawnAgent } from './commands/spawnAgent';
import { Spawning } from './commands/spawning';
import { registerTaskStates } from './commands/taskStates';
import { registerVerifyReport } from './commands/verifyReport';
import { registerWorktrees } from './commands/worktrees';
import { registerDashboard } from './dashboard/registerDashboard';
import { AttentionWatch } from './host/attentionWatch';
import { CommandRegistry } from './host/commandRegistry';
import { Faults } from './host/faults';
import { InsightMemory } from './host/insightMemory';
import { createLog } from './host/log';
import { Orchestrations } from './host/orchestrations';
import { watchSilentAgents } from './host/silentAgentWatch';
import { noticeProblems } from './host/problemNotices';
import { trackWorkspaceState } from './host/workspaceState';
import { offerServer } from './servers/offerServer';
import { reviveServers } from './servers/reviveServers';
import { WindowServers } from './servers/windowServers';
import { MissionPages } from './pages/missionPages';
import { itemMarkdown, Pages } from './pages/pages';
import { showMarkdown } from './pages/showMarkdown';
import { SessionIndicator } from './statusBar/sessionIndicator';
import { AgentLaunches } from './terminals/agentLaunches';
import { AgentTerminals } from './terminals/agentTerminals';
import { CheckTerminals } from './terminals/checkTerminals';
import { watchClosedTerminals } from './terminals/closedTerminals';
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
    commands: new CommandRegistry(
      faults,
      () => orchestrations.opened(),
      () => orchestrations.look(),
    ),
    orchestrations,
    log,
    faults,
  };
  const pages = new Pages(orchestrations);
  const insights = new InsightMemory();
  const terminals = new AgentTerminals(context);
  const servers = new WindowServers(context, log);
  const launches = new AgentLaunches(terminals, (orchestration) => servers.ready(orchestration));
  const checks = new CheckTerminals(terminals, context.workspaceState);
  const missions = new MissionPages();
  const spawning = new Spawning(
    {
      terminal: (...agent) => launches.start(...agent),
      chat: (...agent) => openMissionChat(...agent, log),
    },
    { preview: (...mission) => missions.show(...mission), faults },
  );
  const hooks = {
    runChecks: (...agent: Parameters<CheckTerminals['run']>) => checks.run(...agent),
    continueAgent: (...agent: Parameters<AgentLaunches['goOn']>) => launches.goOn(...agent),
  };
  const watch = new AttentionWatch(orchestrations);
  const trees = registerTrees(services, watch, { memory: context.workspaceState, insights });
  context.subscriptions.push(
    // The sessions first: a closing window gives no time.
    orchestrations,
    log,
    pages,
    missions,
    watch,
    trees,
    new AttentionNotices(watch),
    trackWorkspaceState(orchestrations),
    noticeProblems(orchestrations, faults),
    watchSilentAgents(orchestrations, log),
    watchClosedTerminals(orchestrations),
    offerServer(context, orchestrations),
    servers,
    reviveServers(orchestrations, servers, log),
    new SessionIndicator(orchestrations, watch),
    offerCommandWhereTrusted(context, terminals, orchestrations),
    registerNewOrchestration(services),
    registerChooseOrchestration(services),
    registerShowStatus(services, {
      status: (orchestration) => pages.showStatus(orchestration),
      briefing: async (orchestration, told) => {
        trees.briefed(orchestration);
        await pages.showBriefing(orchestration, told);
      },
    }),
    registerOpenItem(services, {
      showItem: (...item) => pages.showItem(...item),
      showMarkdown,
      reveal: (...item) => trees.reveal(...item),
      markdownOf: itemMarkdown,
    }),
    registerTaskStates(services),
    registerSetStatus(services),
    registerEditItem(services),
    registerDependOn(services),
    registerArrangeTasks(services),
    registerPromoteInsight(services, insights),
    registerAddObjective(services),
    registerAddTask(services),
    registerCompleteTask(services),
    registerRecordInsight(services),
    registerSpawnAgent(services, spawning),
    registerLaunchAgent(services, spawning),
    registerContinueAgent(services, hooks.continueAgent),
    registerCancelAgent(services),
    registerWorktrees(services),
    registerCheckReport(services, hooks.runChecks),
    registerVerifyReport(services, spawning, hooks),
    registerRaiseDecision(services),
    registerDecide(services),
    registerJudgeDecision(services),
    registerDashboard(context.extensionUri, services, (...item) => pages.showItem(...item)),
    registerSaveContext(services),
    registerImportContext(services),
    registerRepairFiles(services),
    registerAgentCommands(services, showMarkdown, (...agent) => terminals.find(...agent)),
  );
  return { trees };
}
