// Runs browser tasks from a service in TypeScript: start, progress, result, stop, and a failure.
//
//   npm install
//   npx tsx caller.ts localhost:7233 browser-tasks
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ApplicationFailure, Client, Connection, WorkflowFailedError } from '@temporalio/client';

const [address, taskQueue] = process.argv.slice(2);
const connection = await Connection.connect({ address });
const client = new Client({ connection });

function start(task: object) {
  return client.workflow.start('RunBrowserTaskWorkflow', {
    args: [task],
    workflowId: `typescript-${randomUUID()}`, // a name of the order, of which there is one paid task
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue,
  });
}

let run = await start({ task: 'Find the price of milk', options: { timeout: 'PT10M', maxCostUsd: 0.5 } });
let result = await run.result();
let progress: any = await run.query('progress');
console.log('result', result.outcome, result.output, result.creation, progress.phase);

run = await start({ task: 'Watch the price of milk' });
while (!(await run.query<any>('progress')).taskId) {
  await setTimeout(500);
}
progress = await run.executeUpdate('stop');
result = await run.result();
console.log('stopped', result.outcome, progress.stop);

try {
  await (await start({ task: 'Find the price of milk', colour: 'red' })).result();
} catch (failure) {
  const cause = (failure as WorkflowFailedError).cause as ApplicationFailure;
  console.log('failure', cause.type, (cause.details![0] as any).taskId);
}
await connection.close();
