import type { SequenceCondition } from '../condition.ts';
import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';
import { fitsPattern, isInWindow } from './evaluate-selection.ts';
import { spanInMilliseconds } from '../sequence.ts';

/** Whether one profile's events hold a chain of the steps: every way to choose them is tried. */
export function holdsSequence(sequence: SequenceCondition, events: EvaluatedEvent[], context: Context): boolean {
  const { steps, within, without, window } = sequence;
  const candidates = events.filter((event) => isInWindow(event, window, context));
  const ofSteps = steps.map((step) => candidates.filter((event) => fitsPattern(event, step, context)));
  const disturbing = candidates.filter((event) => without && fitsPattern(event, without, context));
  const longest = within ? spanInMilliseconds(within) : Infinity;

  const canFollow = (before: EvaluatedEvent, next: EvaluatedEvent): boolean =>
    before.time < next.time &&
    next.time - before.time <= longest &&
    !disturbing.some(({ time }) => before.time < time && time < next.time);

  const canFinish = (step: number, before: EvaluatedEvent | null): boolean => {
    const choices = ofSteps[step];
    if (!choices) return true;
    return choices.some((event) => (!before || canFollow(before, event)) && canFinish(step + 1, event));
  };
  return canFinish(0, null);
}
