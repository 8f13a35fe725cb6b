import type { AtlasEvent } from '../model/events';

type Signal = Extract<AtlasEvent, { type: 'agentSignalled' }>['signal'];

/** What one call of a hook says of its agent. */
export interface HookNews {
  readonly signal?: Signal;
  /** What it waits for a person for. */
  readonly about?: string;
  /** Id of the conversation. */
  readonly cliSession?: string;
}

/**
 * What a hook's payload means, for every program that Atlas gives hooks. The names of the events do not
 * clash between them. A payload that says nothing we know of says nothing.
 *
 * What a tool was called with is not taken over: it may hold secrets, and this goes into the repository.
 *
 * @param payload what the program wrote to the hook's standard input, as JSON
 */
export function newsOfHook(payload: unknown): HookNews {
  const said = fieldsOf(payload);
  // Copilot spells it in two ways.
  const session = said['session_id'] ?? said['sessionId'];
  const known = typeof session === 'string' && session !== '' ? { cliSession: session } : {};
  if (isOfSubagent(said)) {
    // Neither its turn nor its conversation.
    return {};
  }
  return { ...known, ...signalOf(said) };
}

function signalOf(said: Readonly<Record<string, unknown>>): HookNews {
  switch (said['hook_event_name']) {
    case 'UserPromptSubmit':
    case 'BeforeAgent':
    case 'PostToolUse':
    case 'AfterTool':
      return { signal: 'working' };
    case 'PermissionRequest':
      return said['tool_name'] === 'AskUserQuestion'
        ? { signal: 'needsInput', about: 'an answer' }
        : { signal: 'needsInput', about: permission(said['tool_name']) };
    case 'Notification':
      return ofNotification(said);
    case 'Stop':
    case 'StopFailure':
    case 'Interrupt':
    case 'AfterAgent':
      return { signal: 'turnEnded' };
    default:
      return {};
  }
}

function ofNotification(said: Readonly<Record<string, unknown>>): HookNews {
  switch (said['notification_type']) {
    case 'permission_prompt':
    case 'ToolPermission':
      return { signal: 'needsInput', ...toolOf(said) };
    case 'elicitation_dialog':
      return { signal: 'needsInput', about: 'an answer' };
    case 'idle_prompt':
      // The turn was broken off by the person, which no other hook tells.
      return { signal: 'turnEnded' };
    default:
      return {};
  }
}

function toolOf(said: Readonly<Record<string, unknown>>): HookNews {
  if (isCopilots(said)) {
    // Its message says what the tool is called with.
    return { about: permission(undefined) };
  }
  const details = fieldsOf(said['details']);
  // Gemini names the kind of it: exec, edit, mcp.
  const name = details['toolName'] ?? details['tool_name'] ?? details['type'];
  // Claude Code does not name it: it did so just before, when it asked for the permission.
  return typeof name === 'string' ? { about: permission(name) } : {};
}

function isOfSubagent(said: Readonly<Record<string, unknown>>): boolean {
  return said['agent_id'] !== undefined;
}

/** Copilot's payloads are like Claude Code's, and differ in some fields. */
function isCopilots(said: Readonly<Record<string, unknown>>): boolean {
  return said['sessionId'] !== undefined || said['tool_result'] !== undefined;
}

/** In words, and without what the tool is called with. */
export function permission(tool: unknown): string {
  return typeof tool === 'string' && tool !== ''
    ? `permission to use ${tool}`
    : 'permission to use a tool';
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * What a hook answers its program so that the agent reads it: the only way to say something to an agent
 * at work that does not type into its terminal.
 * @param payload of the call it answers
 * @returns undefined where an answer would not reach the agent
 */
export function hookAnswer(payload: unknown, words: string): unknown {
  const said = fieldsOf(payload);
  const event = said['hook_event_name'];
  if (isOfSubagent(said)) {
    // Its words would be lost with it.
    return undefined;
  }
  switch (event) {
    case 'Stop':
      return { decision: 'block', reason: words };
    case 'AfterAgent':
      return { decision: 'deny', reason: words };
    case 'PostToolUse':
    case 'AfterTool':
      return isCopilots(said)
        ? { additionalContext: words }
        : { hookSpecificOutput: { hookEventName: event, additionalContext: words } };
    default:
      return undefined;
  }
}
