/**
 * Every command, view, setting and context key of the extension. The manifest repeats them, because
 * VS Code reads it before any code runs; a test holds the two together, both ways.
 */

export const COMMANDS = {
  newOrchestration: 'atlas.newOrchestration',
  resume: 'atlas.resume',
  showStatus: 'atlas.showStatus',
  addObjective: 'atlas.addObjective',
  addTask: 'atlas.addTask',
  startTask: 'atlas.startTask',
  completeTask: 'atlas.completeTask',
  failTask: 'atlas.failTask',
  cancelTask: 'atlas.cancelTask',
  reopenTask: 'atlas.reopenTask',
  setStatus: 'atlas.setStatus',
  editItem: 'atlas.editItem',
  dependOn: 'atlas.dependOn',
  prioritiseTask: 'atlas.prioritiseTask',
  moveTask: 'atlas.moveTask',
  moveTaskUp: 'atlas.moveTaskUp',
  moveTaskDown: 'atlas.moveTaskDown',
  recordInsight: 'atlas.recordInsight',
  spawnAgent: 'atlas.spawnAgent',
  launchAgent: 'atlas.launchAgent',
  continueAgent: 'atlas.continueAgent',
  askToReport: 'atlas.askToReport',
  checkReport: 'atlas.checkReport',
  verifyReport: 'atlas.verifyReport',
  cancelAgent: 'atlas.cancelAgent',
  openWorktree: 'atlas.openWorktree',
  removeWorktree: 'atlas.removeWorktree',
  raiseDecision: 'atlas.raiseDecision',
  decide: 'atlas.decide',
  judgeDecision: 'atlas.judgeDecision',
  openDashboard: 'atlas.openDashboard',
  exportMetrics: 'atlas.exportMetrics',
  promoteInsight: 'atlas.promoteInsight',
  openItem: 'atlas.openItem',
  findItem: 'atlas.findItem',
  copyAsMarkdown: 'atlas.copyAsMarkdown',
  sortObjectives: 'atlas.sortObjectives',
  filterObjectives: 'atlas.filterObjectives',
  hideCompleted: 'atlas.hideCompleted',
  showCompleted: 'atlas.showCompleted',
  clearFilter: 'atlas.clearFilter',
  showBriefing: 'atlas.showBriefing',
  saveContext: 'atlas.saveContext',
  importContext: 'atlas.importContext',
  repairFiles: 'atlas.repairFiles',
  chooseOrchestration: 'atlas.chooseOrchestration',
  openAgent: 'atlas.openAgent',
  showTerminal: 'atlas.showTerminal',
  showMore: 'atlas.showMore',
} as const;
export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const VIEWS = {
  objectives: 'atlas.objectives',
  agents: 'atlas.agents',
  dashboard: 'atlas.dashboard',
  decisions: 'atlas.decisions',
} as const;

/** The type of the dashboard's tab, by which VS Code asks for it again after a reload. */
export const DASHBOARD_TAB = 'atlas.dashboardTab';

/** Settings, below `atlas`. */
export const SETTINGS = {
  project: 'project',
  notifications: 'notifications',
  profiles: 'agents.profiles',
  defaultProfile: 'agents.defaultProfile',
  timeboxGrace: 'agents.timeboxGraceMinutes',
  remindToReport: 'agents.remindToReport',
  worktreeFolder: 'worktrees.folder',
  sendToChat: 'chat.send',
  chatMode: 'chat.mode',
  chatModel: 'chat.model',
  chatTools: 'chat.tools',
  chatTimeout: 'chat.timeoutMinutes',
} as const;

/** Values of `atlas.notifications`. */
export type Notifications = 'needsYou' | 'all' | 'off';

export const CONTEXT_KEYS = {
  /** A value of `WorkspaceState`. */
  state: 'atlas:state',
  /** The view "Objectives" leaves out what is completed. */
  completedHidden: 'atlas:completedHidden',
  /** The view "Objectives" shows only what has some words. */
  filtered: 'atlas:filtered',
} as const;

/** What there is to show: decides which welcome the views give. */
export type WorkspaceState =
  'noFolder' | 'none' | 'older' | 'choose' | 'damaged' | 'empty' | 'ready';
