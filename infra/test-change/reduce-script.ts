import { validateDefinition, type Definition, type DefinitionId } from '@cutline/segment-definition';
import { playScript, ScriptFailure } from './play-script.ts';
import type { Script, Step } from './script.ts';
import type { Lane } from './stage.ts';

export interface Reduced {
  script: Script;
  error: unknown;
}

/**
 * The smallest script it finds that fails in the same way: leaves out steps, then faults, messages and definitions, until nothing more can be left
 * out or the time is over.
 *
 * @param until when to stop, as Date.now() gives it
 */
export async function reduceScript(lane: Lane, found: Script, error: unknown, until: number): Promise<Reduced> {
  let least: Reduced = { script: upToFailure(found, error), error };
  for (let progress = true; progress && Date.now() < until;) {
    progress = false;
    for (const change of changesOf(least.script)) {
      if (Date.now() > until) break;
      const script = change(least.script);
      if (!script || !isValid(script)) continue;
      const thrown = await playScript(lane, script).then(
        () => undefined,
        (other: unknown) => other,
      );
      if (thrown === undefined || aboutOf(thrown) !== aboutOf(error)) continue;
      least = { script: upToFailure(script, thrown), error: thrown };
      progress = true;
    }
  }
  return least;
}

function upToFailure(script: Script, error: unknown): Script {
  if (!(error instanceof ScriptFailure)) return script;
  return { ...script, steps: script.steps.slice(0, error.place + 1) };
}

function aboutOf(error: unknown): string {
  return error instanceof ScriptFailure ? error.about : String(error);
}

/** Leaves something out; null where it is not there any more. */
type Change = (from: Script) => Script | null;

/** Large things first: what hangs on them goes with them. */
function changesOf({ steps }: Script): Change[] {
  const places = [...steps.keys()].reverse();
  return [
    ...places.map(
      (place): Change =>
        (from) =>
          withSteps(from, (all) => all.toSpliced(place, 1)),
    ),
    ...places.map(
      (place): Change =>
        (from) =>
          withStep(from, place, (step) => (step.faults.length > 0 ? { ...step, faults: [] } : null)),
    ),
    ...places.flatMap((place) =>
      [...steps[place]!.faults.keys()].map(
        (fault): Change =>
          (from) =>
            withoutFault(from, place, fault),
      ),
    ),
    ...places.flatMap((place) =>
      definitionsOf(steps[place]!).map(
        (id): Change =>
          (from) =>
            withoutDefinition(from, id),
      ),
    ),
    ...places.flatMap((place) =>
      halvesOf(messagesOf(steps[place]!).length).map(
        (range): Change =>
          (from) =>
            withoutMessages(from, place, range),
      ),
    ),
  ];
}

function withSteps(from: Script, change: (steps: Step[]) => Step[]): Script | null {
  const steps = change(from.steps);
  return steps.length > 0 && steps.length < from.steps.length ? { ...from, steps } : null;
}

function withStep(from: Script, place: number, change: (step: Step) => Step | null): Script | null {
  const step = from.steps[place];
  const changed = step ? change(step) : null;
  return changed ? { ...from, steps: from.steps.with(place, changed) } : null;
}

function withoutFault(from: Script, place: number, fault: number): Script | null {
  return withStep(from, place, (step) =>
    fault < step.faults.length ? { ...step, faults: step.faults.toSpliced(fault, 1) } : null,
  );
}

function withoutDefinition(from: Script, id: DefinitionId): Script | null {
  let found = false;
  const steps = from.steps.map((step): Step => {
    if (step.do !== 'publish' || !(id in step.definitions)) return step;
    found = true;
    const { [id]: _, ...definitions } = step.definitions;
    return { ...step, definitions };
  });
  return found ? { ...from, steps } : null;
}

function withoutMessages(from: Script, place: number, [start, end]: [number, number]): Script | null {
  return withStep(from, place, (step) => {
    const messages = messagesOf(step);
    if (start >= messages.length) return null;
    const left = messages.toSpliced(start, end - start);
    return step.do === 'land' ? { ...step, messages: left } : ({ ...step, meanwhile: left } as Step);
  });
}

function messagesOf(step: Step) {
  if (step.do === 'land') return step.messages;
  return step.do === 'run' ? step.meanwhile : [];
}

function definitionsOf(step: Step): DefinitionId[] {
  return step.do === 'publish' ? Object.keys(step.definitions).reverse() : [];
}

/** Halves, quarters and so on of a list, from the end, down to single items. */
function halvesOf(length: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (let size = length; size >= 1; size = Math.floor(size / 2))
    for (let end = length; end > 0; end -= size) ranges.push([Math.max(0, end - size), end]);
  return ranges;
}

/** Whether everything that is published is valid when it is. */
function isValid({ steps, currency }: Script): boolean {
  const definitions = new Map<DefinitionId, Definition>();
  return steps.every((step) => {
    if (step.do !== 'publish') return true;
    for (const [id, document] of Object.entries(step.definitions)) definitions.set(id, document);
    return [...definitions].every(([id, each]) => validateDefinition(each, { definitions, currency }, id).valid);
  });
}
