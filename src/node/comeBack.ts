import type { Atlas } from '../core/atlas';
import { briefingPage } from '../core/documents/briefingPage';
import { AtlasError } from '../core/errors';
import type { JournalRecord } from '../core/journal/record';
import { resumeOrchestration } from '../core/operations/resumeOrchestration';
import { briefingInSlices, type Briefing } from '../core/queries/briefing';
import { lookingBack } from '../core/queries/lookBack';
import { repositoryNews } from './git/repositoryNews';
import { sweepLitter } from './litter';
import { localTime } from './localTime';
import { recordBrokenPromises } from './launch/promisedStarts';
import { recordLostAgents } from './lostAgents';
import type { OrchestrationFolder } from './orchestrationFolder';
import { readInSlices } from './readInSlices';
import { collectAllWrittenReports } from './writtenReports';

/** Where to ask and act: the front door itself, or what stands before it in a window. */
export interface FrontDoor extends Pick<Atlas, 'run' | 'read'> {
  /** As `Atlas.history`; a window reads it in slices. */
  history(since?: string): readonly JournalRecord[] | Promise<readonly JournalRecord[]>;
}

/**
 * Comes back to an orchestration: begins the next session unless one is going on, takes reports that lie
 * there, records which agents were lost (and ends what they left behind) or never started, and tells what a
 * person needs now.
 * @throws AtlasError noOrchestration, and what the store throws
 */
export async function comeBack(door: FrontDoor, folder: OrchestrationFolder): Promise<Briefing> {
  sweepLitter(folder);
  // The session first: what is found lost belongs to it, and is no last sign of the one before.
  await door.run(resumeOrchestration, {});
  // Before it is known who is lost: some of those have left a report.
  await collectAllWrittenReports(door, folder);
  await recordLostAgents(door, folder);
  await recordBrokenPromises(door, folder);
  return readBriefing(door, folder);
}

/**
 * Tells the same without changing anything.
 * @param asksGit false where no program may be started
 * @throws AtlasError noOrchestration
 */
export async function readBriefing(
  door: Pick<FrontDoor, 'read' | 'history'>,
  folder: OrchestrationFolder,
  { asksGit = true }: { readonly asksGit?: boolean } = {},
): Promise<Briefing> {
  const found = door.read((context) => ({
    looking: lookingBack(context),
    created: context.created_date ?? null,
  }));
  if (!found) {
    throw new AtlasError('noOrchestration', { folder: folder.root });
  }
  const { looking, created } = found;
  let step = looking.next();
  while (!step.done) {
    step = looking.next(await door.history(step.value));
  }
  const { since, records } = step.value;
  const repository = asksGit ? await repositoryNews(folder.root, since ?? created) : undefined;
  const told = await readInSlices(door, (context, now) =>
    briefingInSlices(context, records, { now, since, repository }),
  );
  if (!told) {
    throw new AtlasError('noOrchestration', { folder: folder.root });
  }
  return told;
}

/** The briefing as every surface shows it, word for word. */
export function briefingText(told: Briefing): string {
  return briefingPage(told, { time: localTime });
}
