import type { AtlasNode } from '../../../src/extension/host/atlasNode';
import { atlas } from './window';

type View = 'objectives' | 'agents' | 'decisions';

/** Every node of a view, from its roots down, as its data provider hands them out. */
export async function nodesOf(view: View): Promise<AtlasNode[]> {
  const provider = atlas().exports.trees[view];
  const below = async (node?: AtlasNode): Promise<AtlasNode[]> => {
    const found = (await provider.getChildren(node)) ?? [];
    return [...found, ...(await Promise.all(found.map(below))).flat()];
  };
  return below();
}
