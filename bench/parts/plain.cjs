// What a plain script does: parse, push, rewrite. No lock, no sync, no history.
const fs = require('node:fs');

const [, , file, description] = process.argv;
const context = JSON.parse(fs.readFileSync(file, 'utf8'));
const id = `TASK_${context.active_tasks.length + context.completed_tasks.length + 1}`;
context.active_tasks.push({
  id,
  description,
  status: 'pending',
  created: new Date().toISOString(),
});
fs.writeFileSync(file, `${JSON.stringify(context, null, 2)}\n`);
console.log(id);
