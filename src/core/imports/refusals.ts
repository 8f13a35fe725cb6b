import type * as z from 'zod';
import { AtlasError } from '../errors';

/** @throws AtlasError importUnreadable, naming the file, the first place that is wrong, and what is wrong there */
export function requireForm(schema: z.ZodType, value: unknown, file: string): void {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (issue) {
    const place = issue.path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
      .join('')
      .replace(/^\./, '');
    const wrong = issue.message.replace(/^Invalid input: /, '');
    throw new AtlasError('importUnreadable', {
      file,
      detail: `${place || 'the file'}: ${wrong}`,
    });
  }
}
