import * as z from 'zod';
import { text } from '../../core/operation';
import { addTask } from '../../core/operations/addTask';
import { once } from '../once';
import { actingAgent, agentArgument, tool, type MakeTool } from '../tool';

const addOnce = once(addTask, (context, { description, discoveredBy }) =>
  context.active_tasks?.find(
    (task) => task.description === description && task.discovered_by === discoveredBy,
  ),
);

export const addTaskTool: MakeTool = (bound) =>
  tool({
    name: 'add_task',
    title: 'Add a task',
    description:
      'Add work you came upon and were not asked to do. It is kept for others; do not do it yourself.',
    readOnly: false,
    input: z.strictObject({
      description: text.describe('What is to be done.'),
      depends_on: z
        .array(text)
        .default([])
        .describe('Ids of tasks that must be completed first, such as TASK_026.'),
      objective: text
        .optional()
        .describe('Id of the objective it serves; without it, that of your own task.'),
      agent: agentArgument(bound, 'the agent that came upon it, if one did'),
    }),
    async run({ description, depends_on: dependsOn, objective, agent: given }, call) {
      const agent = actingAgent(call, 'add_task', given);
      const { made, again } = await call.orchestration.act(
        addOnce,
        { description, dependsOn, objective, discoveredBy: agent },
        agent,
      );
      return {
        words: `${made.id}${again ? ', there already' : ''}: ${made.description}`,
        data: { task: made, again },
      };
    },
  });
