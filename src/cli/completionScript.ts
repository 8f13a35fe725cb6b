export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** The word, fixed by the library, with which its scripts ask for completions. */
export const COMPLETION_REQUEST = 'complete';

/** Asked with the words typed so far; `atlas complete` itself completes tasks. */
const ASKED = 'atlas completion';

/** What a shell has to run so that it completes the words of `atlas`. */
export async function completionScript(shell: Shell): Promise<string> {
  if (shell === 'bash') {
    return BASH;
  }
  const { script } = await import('@bomb.sh/tab');
  return printed(() => {
    script(shell, 'atlas', ASKED);
  });
}

/**
 * Our own: the library's evaluates what was typed, `$(…)` too, as soon as Tab is pressed, and does
 * nothing where the package bash-completion is not installed.
 */
const BASH = `_atlas() {
  local value rest
  COMPREPLY=()
  while IFS=$'\\t' read -r value rest; do
    [[ $value == :* ]] || COMPREPLY+=("$value")
  done < <(${ASKED} ${COMPLETION_REQUEST} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _atlas atlas`;

/** What a library prints by itself. */
export function printed(print: () => void): string {
  const { log } = console;
  const lines: string[] = [];
  Object.assign(console, { log: (line: string) => lines.push(line) });
  try {
    print();
  } finally {
    Object.assign(console, { log });
  }
  return lines.join('\n').trimEnd();
}
