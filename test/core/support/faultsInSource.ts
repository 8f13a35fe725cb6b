import * as path from 'node:path';
import * as ts from 'typescript';
import { REPOSITORY } from './sample';

/** One place in the source where a fault is thrown. */
export interface ThrownFault {
  readonly place: string;
  readonly code: string;
  readonly params: readonly string[];
}

/** Every `new AtlasError('code', {…})` of the source, with the names of the parameters it supplies. */
export function faultsInSource(): ThrownFault[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(REPOSITORY, 'tsconfig.base.json'),
    { types: [], composite: false, incremental: false, noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const files = ts.sys.readDirectory(path.join(REPOSITORY, 'src'), ['.ts']);
  const program = ts.createProgram(files, config?.options ?? {});
  const checker = program.getTypeChecker();
  const found: ThrownFault[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'AtlasError') {
      found.push(...describeFaults(node, checker));
    }
    node.forEachChild(visit);
  };
  files.forEach((file) => program.getSourceFile(file)?.forEachChild(visit));
  return found;
}

/** One for each code it may have. */
function describeFaults(node: ts.NewExpression, checker: ts.TypeChecker): ThrownFault[] {
  const [code, params] = node.arguments ?? [];
  const file = node.getSourceFile();
  const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const names = params
    ? checker.getPropertiesOfType(checker.getTypeAtLocation(params)).map(({ name }) => name)
    : [];
  return (code ? codesOf(code, checker) : ['']).map((each) => ({
    place: `${path.relative(REPOSITORY, file.fileName)}:${line}`,
    code: each,
    params: names,
  }));
}

function codesOf(code: ts.Expression, checker: ts.TypeChecker): string[] {
  const type = checker.getTypeAtLocation(code);
  return (type.isUnion() ? type.types : [type]).map((each) =>
    each.isStringLiteral() ? each.value : code.getText(),
  );
}
