import type { WriteStream } from 'node:tty';

/**
 * Lets us go on while a terminal does not take what is written. Node waits for it, and one that is not read any
 * more (VS Code stops reading where there is much, and does not begin again when it closes) would hold us for good,
 * deaf to the signal that it was closed. There is no public way to say so.
 * @param stream not one that a program inherits: it would have to cope with it, and many do not
 */
export function writeWithoutWaiting(stream: WriteStream): void {
  const { _handle: handle } = stream as {
    readonly _handle?: { readonly setBlocking?: (blocking: boolean) => unknown };
  };
  if (stream.isTTY) {
    handle?.setBlocking?.(false);
  }
}
