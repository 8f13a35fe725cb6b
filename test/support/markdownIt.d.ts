/** What tests need of markdown-it, which comes without types. */
declare module 'markdown-it' {
  class MarkdownIt {
    constructor(options: { readonly html: boolean; readonly linkify: boolean });
    parse(words: string, env: object): MarkdownIt.Token[];
  }
  namespace MarkdownIt {
    interface Token {
      readonly type: string;
      readonly content: string;
      readonly children: readonly Token[] | null;
    }
  }
  export = MarkdownIt;
}
