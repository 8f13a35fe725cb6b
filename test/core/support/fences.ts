/** What the lines of a Markdown page are outside of fenced code, as a renderer would read it. */
export function outsideFences(page: string): string[] {
  const outside: string[] = [];
  let open: string | undefined;
  for (const line of page.split('\n')) {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    const [marks, info] = [fence?.[1] ?? '', fence?.[2] ?? ''];
    if (open !== undefined) {
      if (marks.startsWith(open) && info.trim() === '') {
        open = undefined;
      }
    } else if (marks !== '' && !(marks.startsWith('`') && info.includes('`'))) {
      open = marks;
    } else {
      outside.push(line);
    }
  }
  return outside;
}
