import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import type { MissionStart } from './askMission';
import type { Known } from './missionSteps';
import { openTaskOf } from './openTaskOf';

/** Where Spawn Agent… begins, by where a person clicked. */
export function missionStart(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): MissionStart {
  switch (at?.item.kind) {
    case 'task': {
      const { id, description } = at.item.task;
      return {
        title: vscode.l10n.t('Spawn Agent for {0}', id),
        known: { task: id },
        proposal: description,
      };
    }
    case 'agent':
      return another(orchestration, at.item.agent);
    default:
      return { title: vscode.l10n.t('Spawn Agent'), known: {} };
  }
}

/** Another agent with the mission of one that did not do it; it is told what the earlier one reported. */
function another(orchestration: Orchestration, agent: Agent): MissionStart {
  return {
    title: vscode.l10n.t('Spawn Another Agent after {0}', agent.id),
    known: {
      ...servesOpenTask(orchestration, agent),
      type: agent.type,
      mission: agent.mission,
      successCriteria: agent.success_criteria ?? [],
      ...(agent.output_requirements ? { outputRequirements: agent.output_requirements } : {}),
      ...(agent.timebox_minutes ? { timeboxMinutes: agent.timebox_minutes } : {}),
      ...(agent.caps ? { caps: capsOf(agent.caps) } : {}),
      ...(agent.profile ? { profile: agent.profile } : {}),
      follows: agent.id,
    },
  };
}

/** A reviewer that judges one criterion of a report. */
export function reviewOf(
  orchestration: Orchestration,
  agent: Agent,
  criterion: { readonly text: string; readonly question: string },
): MissionStart {
  return {
    title: vscode.l10n.t('Spawn Reviewer for {0}', agent.id),
    known: {
      ...servesOpenTask(orchestration, agent),
      type: 'reviewer',
      mission: vscode.l10n.t(
        'Judge whether this holds for what {0} reported: {1}\n\nLook at the work itself, not only at the report. Report "success" if it holds; if it does not, report "failure" and say what shows it.',
        agent.id,
        criterion.question,
      ),
      successCriteria: [],
      reviews: agent.id,
      reviewsCriterion: criterion.text,
    },
  };
}

function servesOpenTask(orchestration: Orchestration, agent: Agent): Known {
  const task = openTaskOf(orchestration, agent);
  // Where there is nothing left to do about it, the person chooses another one, or none.
  return task ? { task: task.id } : {};
}

/** Only what a mission can be given; others may have written more beside it. */
function capsOf({ turns, cost }: NonNullable<Agent['caps']>): NonNullable<Known['caps']> {
  return { ...(turns ? { turns } : {}), ...(cost ? { cost } : {}) };
}
