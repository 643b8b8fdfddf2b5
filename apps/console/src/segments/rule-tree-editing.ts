import { group, newId, type RuleGroup, type RuleNode, type RuleTree } from './rule-tree.ts';

/** Every edit gives a new tree and leaves the old one as it was, so that it can be undone. */
function editGroup(node: RuleGroup, id: string, edit: (group: RuleGroup) => RuleGroup): RuleGroup {
  if (node.id === id) return edit(node);
  let changed = false;
  const of = node.of.map((child) => {
    if (child.type !== 'group') return child;
    const edited = editGroup(child, id, edit);
    changed ||= edited !== child;
    return edited;
  });
  return changed ? { ...node, of } : node;
}

function inBoth(tree: RuleTree, edit: (group: RuleGroup) => RuleGroup): RuleTree {
  return { include: edit(tree.include), exclude: edit(tree.exclude) };
}

/** Changes a group's own settings: whether all or any, whether negated. */
export function changeGroup(
  tree: RuleTree,
  id: string,
  change: Partial<Pick<RuleGroup, 'match' | 'negated'>>,
): RuleTree {
  return inBoth(tree, (root) => editGroup(root, id, (found) => ({ ...found, ...change })));
}

/** Adds a node at the end of a group, or at `index`. */
export function addTo(tree: RuleTree, groupId: string, node: RuleNode, index?: number): RuleTree {
  return inBoth(tree, (root) =>
    editGroup(root, groupId, ({ shape, ...found }) => ({
      ...found,
      // A group that was given empty no longer says anything by that.
      ...(shape === 'bare' && { shape }),
      of: found.of.toSpliced(index ?? found.of.length, 0, node),
    })),
  );
}

/** Replaces a node by others, wherever it stands. */
function replace(root: RuleGroup, id: string, by: (node: RuleNode) => RuleNode[]): RuleGroup {
  let changed = false;
  const of = root.of.flatMap((child) => {
    if (child.id === id) {
      changed = true;
      return by(child);
    }
    if (child.type !== 'group') return [child];
    const edited = replace(child, id, by);
    changed ||= edited !== child;
    return [edited];
  });
  return changed ? { ...root, of } : root;
}

export function replaceNode(tree: RuleTree, id: string, node: RuleNode): RuleTree {
  return inBoth(tree, (root) => replace(root, id, () => [node]));
}

export function removeNode(tree: RuleTree, id: string): RuleTree {
  return inBoth(tree, (root) => replace(root, id, () => []));
}

function copyOf(node: RuleNode): RuleNode {
  return node.type === 'group' ? { ...node, id: newId(), of: node.of.map(copyOf) } : { ...node, id: newId() };
}

/** Puts a copy, with ids of its own, right after a node. */
export function duplicateNode(tree: RuleTree, id: string): RuleTree {
  return inBoth(tree, (root) => replace(root, id, (node) => [node, copyOf(node)]));
}

/** Puts a node into a group of its own, to which more can be added. */
export function wrapNode(tree: RuleTree, id: string, match: RuleGroup['match']): RuleTree {
  return inBoth(tree, (root) => replace(root, id, (node) => [group(match, [node])]));
}

/** Puts a group's nodes in the group's place. */
export function unwrapGroup(tree: RuleTree, id: string): RuleTree {
  return inBoth(tree, (root) => replace(root, id, (node) => (node.type === 'group' ? node.of : [node])));
}

/** Where a node stands: its group, and its index in it. */
export function placeOf(tree: RuleTree, id: string): { group: RuleGroup; index: number } | null {
  const search = (root: RuleGroup): { group: RuleGroup; index: number } | null => {
    const index = root.of.findIndex((child) => child.id === id);
    if (index >= 0) return { group: root, index };
    for (const child of root.of) {
      const found = child.type === 'group' ? search(child) : null;
      if (found) return found;
    }
    return null;
  };
  return search(tree.include) ?? search(tree.exclude);
}

export function findNode(tree: RuleTree, id: string): RuleNode | null {
  if (tree.include.id === id) return tree.include;
  if (tree.exclude.id === id) return tree.exclude;
  const place = placeOf(tree, id);
  return place?.group.of[place.index] ?? null;
}

/** Moves a node up (−1) or down (1) among its neighbours; at an edge nothing changes. */
export function moveNode(tree: RuleTree, id: string, by: -1 | 1): RuleTree {
  const place = placeOf(tree, id);
  if (!place) return tree;
  const target = place.index + by;
  if (target < 0 || target >= place.group.of.length) return tree;
  const node = place.group.of[place.index] as RuleNode;
  return inBoth(tree, (root) =>
    editGroup(root, place.group.id, (found) => ({
      ...found,
      of: found.of.toSpliced(place.index, 1).toSpliced(target, 0, node),
    })),
  );
}

const holds = (node: RuleNode, id: string): boolean =>
  node.id === id || (node.type === 'group' && node.of.some((child) => holds(child, id)));

/** Moves a node into a group, before the node that now has `index` there. A group cannot go into itself. */
export function moveTo(tree: RuleTree, id: string, groupId: string, index: number): RuleTree {
  const place = placeOf(tree, id);
  const node = findNode(tree, id);
  if (!place || !node || holds(node, groupId)) return tree;
  const shift = place.group.id === groupId && place.index < index ? 1 : 0;
  return addTo(removeNode(tree, id), groupId, node, index - shift);
}
