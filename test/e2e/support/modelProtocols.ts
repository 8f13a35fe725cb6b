// How clients ask a model and want to be answered: OpenAI Responses (Codex), Anthropic Messages (Claude Code),
// generateContent (Gemini CLI) and Chat Completions (Copilot CLI, opencode). As little of each as the clients accept.
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Client = 'codex' | 'claude' | 'gemini' | 'copilot' | 'opencode';

/** Where the conversation stands when the model is asked. */
export interface Turn {
  readonly client: Client;
  /** What the user said last: the prompt of the launch, or what was typed since. */
  readonly userText: string;
  /** What the tools answered since then, oldest first. */
  readonly results: readonly ToolResult[];
  /** The tools that are offered, as the client spells them (`mcp__atlas__report`). */
  readonly tools: readonly string[];
}

export interface ToolResult {
  /** As the client spells it. */
  readonly tool: string;
  readonly text: string;
}

/** A step in a client's own words. */
export type Said = { readonly text: string } | Call;

export interface Call {
  readonly name: string;
  readonly input: object;
  /** Codex only: the tool takes text instead of arguments. */
  readonly freeform?: string;
}

export interface Protocol {
  readonly asks: RegExp;
  read(body: Json): Turn;
  write(response: ServerResponse, body: Json, said: Said): void;
}

/** An id that no other call in this process has. */
let calls = 0;
const nextId = (prefix: string): string => `${prefix}_${(calls += 1)}`;

const codex: Protocol = {
  asks: /\/v1\/responses$/,

  read(body) {
    const items = listOf(body['input']);
    const isUser = (item: Json) => item['type'] === 'message' && item['role'] === 'user';
    const last = items.findLastIndex(isUser);
    const called = items.filter((item) => stringOf(item['type']).endsWith('_call'));
    const names = new Map(called.map((item) => [item['call_id'], fullName(item)]));
    return {
      client: 'codex',
      userText: withoutContext(textOf(items[last]?.['content'])),
      results: items
        .slice(last + 1)
        .filter((item) => stringOf(item['type']).endsWith('_call_output'))
        .map((item) => ({
          tool: names.get(item['call_id']) ?? '',
          text: textOf(item['output']),
        })),
      tools: listOf(body['tools']).flatMap((tool) =>
        tool['type'] === 'namespace'
          ? listOf(tool['tools']).map((inner) => `${stringOf(tool['name'])}__${nameOf(inner)}`)
          : [nameOf(tool)],
      ),
    };

    function fullName(item: Json): string {
      const namespace = stringOf(item['namespace']);
      return namespace === '' ? nameOf(item) : `${namespace}__${nameOf(item)}`;
    }
  },

  write(response, _body, said) {
    const id = nextId('resp');
    const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    sendEvents(response, [
      { type: 'response.created', response: { id } },
      { type: 'response.output_item.done', item: item() },
      { type: 'response.completed', response: { id, usage } },
    ]);

    function item(): object {
      if (!('name' in said)) {
        const content = [{ type: 'output_text', text: said.text }];
        return { type: 'message', role: 'assistant', id: nextId('msg'), content };
      }
      const call_id = nextId('call');
      if (said.freeform !== undefined)
        return { type: 'custom_tool_call', call_id, name: said.name, input: said.freeform };
      // The server is not part of the name: `mcp__atlas__report` is `report` in the namespace `mcp__atlas`.
      const [, namespace, name] = /^(mcp__.+?)__(.+)$/.exec(said.name) ?? [];
      return {
        type: 'function_call',
        call_id,
        ...(namespace === undefined ? { name: said.name } : { namespace, name }),
        arguments: JSON.stringify(said.input),
      };
    }
  },
};

const claude: Protocol = {
  asks: /\/v1\/messages$/,

  read(body) {
    const messages = listOf(body['messages']);
    const blocks = (message: Json | undefined, type: string) =>
      listOf(message?.['content']).filter((block) => block['type'] === type);
    const isUser = (message: Json) =>
      message['role'] === 'user' && blocks(message, 'tool_result').length === 0;
    const last = messages.findLastIndex(isUser);
    const names = new Map(
      messages.flatMap((message) =>
        blocks(message, 'tool_use').map((block) => [block['id'], nameOf(block)]),
      ),
    );
    return {
      client: 'claude',
      userText: withoutContext(textOf(messages[last]?.['content'])),
      results: messages
        .slice(last + 1)
        .flatMap((message) => blocks(message, 'tool_result'))
        .map((block) => ({
          tool: names.get(block['tool_use_id']) ?? '',
          text: textOf(block['content']),
        })),
      tools: listOf(body['tools']).map(nameOf),
    };
  },

  write(response, body, said) {
    const usage = { input_tokens: 1, output_tokens: 1 };
    const isCall = 'name' in said;
    sendEvents(response, [
      {
        type: 'message_start',
        message: {
          ...{ id: nextId('msg'), type: 'message', role: 'assistant', model: body['model'] },
          ...{ content: [], stop_reason: null, stop_sequence: null, usage },
        },
      },
      {
        type: 'content_block_start',
        index: 0,
        content_block: isCall
          ? { type: 'tool_use', id: nextId('toolu'), name: said.name, input: {} }
          : { type: 'text', text: '' },
      },
      {
        type: 'content_block_delta',
        index: 0,
        delta: isCall
          ? { type: 'input_json_delta', partial_json: JSON.stringify(said.input) }
          : { type: 'text_delta', text: said.text },
      },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: isCall ? 'tool_use' : 'end_turn', stop_sequence: null },
        usage: { output_tokens: 1 },
      },
      { type: 'message_stop' },
    ]);
  },
};

const gemini: Protocol = {
  asks: /:(streamGenerateContent|generateContent)$/,

  read(body) {
    const contents = listOf(body['contents']);
    const answers = (content: Json | undefined) =>
      listOf(content?.['parts']).filter((part) => part['functionResponse'] !== undefined);
    const isUser = (content: Json) => content['role'] === 'user' && answers(content).length === 0;
    const last = contents.findLastIndex(isUser);
    return {
      client: 'gemini',
      userText: withoutContext(textOf(contents[last]?.['parts'])),
      results: contents
        .slice(last + 1)
        .flatMap(answers)
        .map((part) => objectOf(part['functionResponse']))
        .map((result) => ({ tool: nameOf(result), text: JSON.stringify(result['response']) })),
      tools: listOf(body['tools'])
        .flatMap((tool) => listOf(tool['functionDeclarations']))
        .map(nameOf),
    };
  },

  write(response, _body, said) {
    const part =
      'name' in said
        ? { functionCall: { name: said.name, args: said.input } }
        : { text: said.text };
    const content = { role: 'model', parts: [part] };
    sendEvents(response, [{ candidates: [{ content, finishReason: 'STOP' }] }]);
  },
};

/** Several clients speak it: each is known by the address that it was given. */
function chatCompletions(client: Client): Protocol {
  return {
    asks: new RegExp(`^/${client}/v1/chat/completions$`),

    read(body) {
      const messages = listOf(body['messages']);
      const last = messages.findLastIndex((message) => message['role'] === 'user');
      const called = messages.flatMap((message) => listOf(message['tool_calls']));
      const names = new Map(called.map((call) => [call['id'], nameOf(objectOf(call['function']))]));
      return {
        client,
        userText: withoutContext(textOf(messages[last]?.['content'])),
        results: messages
          .slice(last + 1)
          .filter((message) => message['role'] === 'tool')
          .map((message) => ({
            tool: names.get(message['tool_call_id']) ?? '',
            text: textOf(message['content']),
          })),
        tools: listOf(body['tools']).map((tool) => nameOf(objectOf(tool['function']))),
      };
    },

    write(response, body, said) {
      const call = 'name' in said && {
        ...{ id: nextId('call'), type: 'function' },
        function: { name: said.name, arguments: JSON.stringify(said.input) },
      };
      const message = call
        ? { role: 'assistant', content: null, tool_calls: [call] }
        : { role: 'assistant', content: 'text' in said ? said.text : '' };
      const end = call ? 'tool_calls' : 'stop';
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      const whole = { id: nextId('chat'), created: 1, model: body['model'] };
      if (body['stream'] !== true) {
        const choices = [{ index: 0, message, finish_reason: end }];
        json(response, { ...whole, object: 'chat.completion', choices, usage });
        return;
      }
      const delta = call ? { ...message, tool_calls: [{ index: 0, ...call }] } : message;
      const chunk = (choices: readonly object[], more: object = {}): Json => ({
        ...{ ...whole, object: 'chat.completion.chunk', choices, ...more },
      });
      sendEvents(response, [
        chunk([{ index: 0, delta, finish_reason: null }]),
        chunk([{ index: 0, delta: {}, finish_reason: end }]),
        chunk([], { usage }),
      ]);
    },
  };
}

export const protocols: readonly Protocol[] = [
  ...[codex, claude, gemini],
  ...[chatCompletions('copilot'), chatCompletions('opencode')],
];

/** What clients ask for besides answers: models, token counts, whether anybody is there. */
export function answerAside(path: string, response: ServerResponse): void {
  if (path.endsWith('/count_tokens')) json(response, { input_tokens: 1 });
  else if (path.endsWith(':countTokens')) json(response, { totalTokens: 1 });
  else json(response, { data: [], models: [] });
}

export type Json = Readonly<Record<string, unknown>>;

export async function readBody(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : objectOf(JSON.parse(text));
}

function sendEvents(response: ServerResponse, events: readonly Json[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) {
    const type = stringOf(event['type']);
    if (type !== '') response.write(`event: ${type}\n`);
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  // Only Chat Completions end like this.
  response.end(events.some((event) => 'choices' in event) ? 'data: [DONE]\n\n' : undefined);
}

export function json(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function nameOf(value: Json): string {
  return stringOf(value['name']);
}

/** What clients put around the words of the user, in the same message. */
function withoutContext(text: string): string {
  return text.replace(/<(system-reminder|session_context)>[\s\S]*?<\/\1>/g, '').trim();
}

/** The text in a message, whether it is one string or parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((part) => stringOf(part['text']))
    .filter((text) => text !== '')
    .join('\n');
}
