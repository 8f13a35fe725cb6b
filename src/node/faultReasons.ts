import { errorCode } from './atomicFile';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOENT: 'it is not there',
  ENOTDIR: 'a file stands where a folder should be',
  EISDIR: 'a folder stands where the file should be',
  ELOOP: 'a link leads to itself',
  EMFILE: 'too many files are open',
};

/** Why the file system refused, as people say it. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  return REASONS[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
