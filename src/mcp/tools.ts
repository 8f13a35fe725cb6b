import type { MakeTool } from './tool';
import { addInsightTool } from './tools/addInsight';
import { addTaskTool } from './tools/addTask';
import { askQuestionTool, checkAnswerTool } from './tools/askQuestion';
import { briefingTool, listTool, showTool, statusTool } from './tools/reading';
import { readMissionTool } from './tools/readMission';
import { reportTool } from './tools/report';

/** Every tool, in the order in which agents see them. */
export const TOOLS: readonly MakeTool[] = [
  readMissionTool,
  reportTool,
  askQuestionTool,
  checkAnswerTool,
  addInsightTool,
  addTaskTool,
  statusTool,
  briefingTool,
  listTool,
  showTool,
];
