import { OrchestrationFolder } from '../../../../src/node/orchestrationFolder';
import { FileSessionLease } from '../../../../src/node/sessionLease';

// Takes the lease of a session, and lives on until it is killed.
const [root = '', session = ''] = process.argv.slice(2);
new FileSessionLease(new OrchestrationFolder(root)).take(session);
process.send?.('taken');
process.on('message', () => undefined);
