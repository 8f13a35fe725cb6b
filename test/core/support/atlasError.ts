import * as assert from 'node:assert/strict';
import { AtlasError, type ErrorCode } from '../../../src/core/errors';
import { errorText } from '../../../src/core/errorText';

/** For `assert.throws` and `assert.rejects`: this fault, told in whole sentences without a hole in them. */
export function isAtlasError(
  code: ErrorCode,
  params: Readonly<Record<string, unknown>> = {},
): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof AtlasError, `not an AtlasError: ${String(error)}`);
    assert.equal(error.code, code);
    assert.deepEqual({ ...error.params, ...params }, error.params);
    const { message, hint } = errorText(error);
    assert.doesNotMatch(`${message} ${hint}`, /\{\w+\}/);
    return true;
  };
}
