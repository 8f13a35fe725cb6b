import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import { AtlasNode } from './atlasNode';
import type { Faults } from './faults';

/** Values a program may give a command, beside the folder they are for. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * One command for people and programs. A person (palette, menu, tree) is asked, and sees faults as
 * messages. A program gives an argument object, is never asked, and gets the result or the fault.
 */
export interface Command<R> {
  /**
   * @param at the row that was clicked at
   * @param selected every row it is to be done with: those that are selected, where `at` is one of them
   * @param byKey whether a key was pressed, which says nothing of a row
   * @returns undefined when the person thought better of it
   */
  readonly ask: (
    at: AtlasNode | undefined,
    selected: readonly AtlasNode[],
    byKey: boolean,
  ) => Promise<R | readonly R[] | undefined>;
  readonly given: (values: Given, folder: unknown) => Promise<R>;
}

/** What the keybindings of the manifest give. */
const BY_KEY = 'byKey';

export class CommandRegistry {
  readonly #faults: Faults;
  readonly #opened: () => Promise<unknown>;
  readonly #look: () => Promise<unknown>;

  /**
   * @param opened when everything there is has been read for the first time; no command begins before
   * @param look looks at the files again: a person means what they see, a program what is there
   */
  constructor(faults: Faults, opened: () => Promise<unknown>, look: () => Promise<unknown>) {
    this.#faults = faults;
    this.#opened = opened;
    this.#look = look;
  }

  register<R>(id: CommandId, command: Command<R>): vscode.Disposable {
    return vscode.commands.registerCommand(id, async (argument: unknown, others: unknown) => {
      await this.#opened();
      const given = asGiven(argument);
      if (given) {
        const { folder, ...values } = given;
        await this.#look();
        return this.#forProgram(() => command.given(values, folder));
      }
      const at = argument instanceof AtlasNode ? argument : undefined;
      return this.#forPerson(() => command.ask(at, selection(at, others), argument === BY_KEY));
    });
  }

  async #forProgram<R>(run: () => Promise<R>): Promise<R> {
    try {
      return await run();
    } catch (error) {
      throw this.#faults.toError(error);
    }
  }

  async #forPerson<R>(run: () => Promise<R>): Promise<R | undefined> {
    try {
      return await run();
    } catch (error) {
      this.#faults.show(error);
      return undefined;
    }
  }
}

/** What a menu hands over beside the row clicked at, where several are selected. */
function selection(at: AtlasNode | undefined, others: unknown): readonly AtlasNode[] {
  const nodes = Array.isArray(others) ? others.filter((each) => each instanceof AtlasNode) : [];
  return nodes.length > 0 ? nodes : at ? [at] : [];
}

/** Menus hand over nodes and URIs, which are objects too, but not plain ones. */
function asGiven(argument: unknown): Given | undefined {
  const plain =
    typeof argument === 'object' &&
    argument !== null &&
    (Object.getPrototypeOf(argument) === Object.prototype ||
      Object.getPrototypeOf(argument) === null);
  return plain ? (argument as Given) : undefined;
}
