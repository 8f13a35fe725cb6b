import { isUtf8 } from 'node:buffer';
import * as jsonc from 'jsonc-parser';
import * as z from 'zod';
import { AtlasError } from '../core/errors';
import { Context, SCHEMA_VERSION, type Bookkeeping } from '../core/model/context';
import { checksum } from './journalLine';

/**
 * The text of a context file from its bytes.
 * @throws AtlasError contextUnreadable where it is not UTF-8: what cannot be read would be lost in a write
 */
export function decodeContext(bytes: Buffer, file: string): string {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) {
    return text;
  }
  const wrong = Buffer.from(text).findIndex((byte, index) => byte !== bytes[index]);
  const place = lineAndColumn(bytes.subarray(0, wrong).toString('utf8'));
  throw new AtlasError('contextUnreadable', { file, ...place, detail: 'it is not UTF-8' });
}

/**
 * Reads the text of a context file.
 * @param file its path as people should read it in an error
 * @throws AtlasError contextUnreadable, contextInvalid (with line and column from 1), contextNewer
 */
export function parseContext(text: string, file: string): Context {
  return withinDepth(file, () => readContext(text.replace(/^\uFEFF/, ''), file));
}

/**
 * Reads any JSON.
 * @throws AtlasError contextUnreadable, contextInvalid where a key stands twice
 */
export function parseJsonText(text: string, file: string): unknown {
  return withinDepth(file, () => {
    const plain = text.replace(/^\uFEFF/, '');
    const value = parseJson(plain, file);
    refuseDuplicateKeys(plain, file);
    return value;
  });
}

function withinDepth<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      const params = { file, line: 1, column: 1, detail: 'it is nested too deeply' };
      throw new AtlasError('contextUnreadable', params, { cause: error });
    }
    throw error;
  }
}

function readContext(plain: string, file: string): Context {
  const value = parseJson(plain, file);
  refuseNewer(value, file);
  const parsed = Context.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = (issue?.path ?? []) as (string | number)[];
    throw invalid(plain, file, at, issue?.message ?? 'is not as it should be');
  }
  // Not `parsed.data`: zod puts the keys into its own order, and drops one that is called __proto__.
  const context = value as Context;
  refuseDuplicateIds(context, plain, file);
  // Text that looks as we write it cannot have a key twice; looking for one costs ten times as much.
  if (formatContext(context) !== plain) {
    refuseDuplicateKeys(plain, file);
  }
  return context;
}

/** Where the journal stood when a context was written from it. */
export interface Published {
  readonly context: Context;
  /** Id of the journal's last event then. */
  readonly head: string;
  /** The end of that event's line, in bytes from the beginning of the journal. */
  readonly journalBytes: number;
}

/** The text of a context that Atlas writes, with what tells it from one that somebody else wrote. */
export function formatPublished({ context, head, journalBytes }: Published): string {
  const { atlas = NO_ATLAS, ...rest } = context;
  const signed = {
    ...rest,
    atlas: { ...atlas, head, journal_bytes: journalBytes, checksum: '00000000' },
  };
  const text = formatContext(signed);
  const body = text.slice(0, -SIGNATURE_LENGTH);
  return (
    body + text.slice(-SIGNATURE_LENGTH).replace('00000000', checksum(Buffer.from(body, 'utf8')))
  );
}

/** Where the journal stood when a file was written, as the file itself says at its end. */
export type Signature = Omit<Published, 'context'>;

/** The signature of a file that Atlas wrote; undefined where anybody changed a byte of it since. */
export function readSignature(bytes: Buffer): Signature | undefined {
  const { signature, sum, body } = claimedSignature(bytes) ?? {};
  return body && sum === checksum(body) ? signature : undefined;
}

/** A signature that holds if the sum of the body is as it says. */
export interface Claim {
  readonly signature: Signature;
  readonly body: Buffer;
  /** As `checksum` writes it. */
  readonly sum: string;
}

/** What stands at the end of a file; undefined where Atlas cannot have written it. */
export function claimedSignature(bytes: Buffer): Claim | undefined {
  const body = bytes.subarray(0, -SIGNATURE_LENGTH);
  const end = bytes.toString('utf8', Math.max(0, body.length - HEAD_LENGTH));
  const [, head, journalBytes, sum] = SIGNATURE.exec(end) ?? [];
  return head !== undefined && journalBytes !== undefined && sum !== undefined
    ? { signature: { head, journalBytes: Number(journalBytes) }, body, sum }
    : undefined;
}

/**
 * A context exactly as Atlas wrote it; undefined where anybody changed a byte of it since.
 * @throws AtlasError contextNewer
 */
export function readPublished(bytes: Buffer, file: string): Published | undefined {
  const signature = readSignature(bytes);
  return signature && published(JSON.parse(bytes.toString('utf8')), signature, file);
}

/**
 * @param value what a file of this signature says
 * @throws AtlasError contextNewer
 */
export function published(value: unknown, signature: Signature, file: string): Published {
  refuseNewer(value, file);
  const context = value as Context;
  const { head: _head, journal_bytes: _bytes, checksum: _sum, ...ours } = context.atlas ?? NO_ATLAS;
  context.atlas = ours;
  return { context, ...signature };
}

const NO_ATLAS: Bookkeeping = { schema_version: SCHEMA_VERSION, revision: 0 };

/** The end of every text Atlas writes: `"checksum": "0123abcd"` and two closing braces. */
const SIGNATURE_LENGTH = '"checksum": "00000000"\n  }\n}\n'.length;

/** Enough for the two keys before it. */
const HEAD_LENGTH = 200;

const SIGNATURE =
  /"head": "([0-9A-Z]{26})",\n {4}"journal_bytes": (\d+),\n {4}"checksum": "([0-9a-f]{8})"\n {2}\}\n\}\n$/;

/** Whether a text holds the marks that git leaves between two sides of a merge. */
export function hasConflictMarks(text: string): boolean {
  return /^<{7}(?: |$)/m.test(text) && /^>{7}(?: |$)/m.test(text);
}

/** The text of a context file: two spaces, a newline at the end, keys in the order they have. */
export function formatContext(context: Context): string {
  return `${JSON.stringify(context, null, 2)}\n`;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const errors: jsonc.ParseError[] = [];
    jsonc.parse(text, errors, { disallowComments: true, allowTrailingComma: false });
    const [first] = errors;
    throw new AtlasError(
      'contextUnreadable',
      {
        file,
        ...lineAndColumn(text, first?.offset ?? 0),
        detail: text.trim() === '' ? 'it is empty' : describe(first),
      },
      { cause: error },
    );
  }
}

/** "PropertyNameExpected" -> "property name expected". */
function describe(error: jsonc.ParseError | undefined): string {
  const name = error ? jsonc.printParseErrorCode(error.error) : 'InvalidSymbol';
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** Before anything else, because a newer form need not be ours in any other way. */
function refuseNewer(value: unknown, file: string): void {
  const version = Versioned.safeParse(value).data?.atlas.schema_version ?? SCHEMA_VERSION;
  if (version > SCHEMA_VERSION) {
    throw new AtlasError('contextNewer', { file, found: version, known: SCHEMA_VERSION });
  }
}

const Identified = z.looseObject({ id: z.string() });

const Versioned = z.looseObject({ atlas: z.looseObject({ schema_version: z.number() }) });

/** Of a key that stands twice in one object, as a merge may leave it, the next write would lose one. */
function refuseDuplicateKeys(text: string, file: string): void {
  const open: Set<string>[] = [];
  jsonc.visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key, offset, _length, _line, _column, pathOfObject) => {
      if (open.at(-1)?.has(key)) {
        throw invalidAt(text, file, [...pathOfObject(), key], offset, 'is there twice');
      }
      open.at(-1)?.add(key);
    },
  });
}

function refuseDuplicateIds(context: Context, text: string, file: string): void {
  const { closed_tasks: closed, decisions_made: made } = context.atlas ?? {};
  // A task must not stand in two lists either.
  const kinds: [(string | number)[], readonly unknown[] | undefined][][] = [
    [[['objectives'], context.objectives]],
    [
      [['active_tasks'], context.active_tasks],
      [['completed_tasks'], context.completed_tasks],
      [['atlas', 'closed_tasks'], closed],
    ],
    [[['spawned_agents'], context.spawned_agents]],
    [
      [['pending_decisions'], context.pending_decisions],
      [['atlas', 'decisions_made'], made],
    ],
  ];
  for (const lists of kinds) {
    const seen = new Set<string>();
    for (const [at, items] of lists) {
      for (const [index, item] of (items ?? []).entries()) {
        const { id } = Identified.safeParse(item).data ?? {};
        if (id !== undefined && seen.has(id)) {
          throw invalid(text, file, [...at, index, 'id'], `is ${id}, as another item is`);
        }
        if (id !== undefined) {
          seen.add(id);
        }
      }
    }
  }
}

function invalid(
  text: string,
  file: string,
  at: readonly (string | number)[],
  detail: string,
): AtlasError {
  const root = jsonc.parseTree(text);
  const node = root && nearestNode(root, at);
  return invalidAt(text, file, at, node?.offset ?? 0, detail);
}

function invalidAt(
  text: string,
  file: string,
  at: readonly (string | number)[],
  offset: number,
  detail: string,
): AtlasError {
  const { line } = lineAndColumn(text, offset);
  const place = at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return new AtlasError('contextInvalid', {
    file,
    line,
    path: place.replace(/^\./, '') || 'the file',
    detail,
  });
}

/** The node at a path, or, where it is missing, the last one on the way to it. */
function nearestNode(root: jsonc.Node, at: readonly (string | number)[]): jsonc.Node {
  for (let length = at.length; length > 0; length -= 1) {
    const node = jsonc.findNodeAtLocation(root, at.slice(0, length));
    if (node) {
      return node;
    }
  }
  return root;
}

function lineAndColumn(text: string, offset = text.length): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
