/** What an agent, or somebody who writes into a file, may say in order to be more than words. */
export const HOSTILE_LINE = [
  '[Click me](command:workbench.action.terminal.new)',
  '<script>document.title = "owned"</script><img src="x" onerror="document.title = \'owned\'">',
  '\u001B]0;owned\u0007\u001B[2J\u009B31m',
  '$(touch owned) `touch owned` $(trash) $(sync~spin)',
  '\u202Egnp.exe\u202C \u2066isolated\u2069 \u200Fright\u200E',
].join(' ');

/** The same, on several lines, and of the length of a book. */
export const HOSTILE = `${HOSTILE_LINE}\n\n# A heading\r\n${HOSTILE_LINE} ${'words '.repeat(17_000)}`;
