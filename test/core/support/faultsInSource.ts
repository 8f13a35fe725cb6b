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
      found.push(describeFault(node, checker));
    }
    node.forEachChild(visit);
  };
  files.forEach((file) => program.getSourceFile(file)?.forEachChild(visit));
  return found;
}

function describeFault(node: ts.NewExpression, checker: ts.TypeChecker): ThrownFault {
  const [code, params] = node.arguments ?? [];
  const file = node.getSourceFile();
  const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  return {
    place: `${path.relative(REPOSITORY, file.fileName)}:${line}`,
    code: code && ts.isStringLiteralLike(code) ? code.text : (code?.getText() ?? ''),
    params: params
      ? checker
          .getPropertiesOfType(checker.getTypeAtLocation(params))
          .map((property) => property.name)
      : [],
  };
}
