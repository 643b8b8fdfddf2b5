import type { EventSelection, Parameter } from '@cutline/segment-definition';
import { draftAsFilter, emptyFilter, filterAsDraft, type FilterGroup } from '../event-filters/filter-draft.ts';
import { blankWindow, formAsWindow, windowAsForm, type WindowForm } from '../windows/window-form.ts';

/** Which events count, as people fill it in. */
export interface EventSelectionForm {
  actions: string[];
  filter: FilterGroup;
  distinctBy: Parameter | null;
  window: WindowForm;
}

export function blankEventSelection(): EventSelectionForm {
  return { actions: [], filter: emptyFilter(), distinctBy: null, window: { ...blankWindow } };
}

export function eventSelectionAsForm({ actions, filter, distinctBy, window }: EventSelection): EventSelectionForm {
  return {
    actions: [...actions],
    filter: filterAsDraft(filter),
    distinctBy: distinctBy ? { ...distinctBy } : null,
    window: windowAsForm(window),
  };
}

/** The events that a form means, without unfinished rules of its filter; null while something else is missing. */
export function formAsEventSelection(form: EventSelectionForm): EventSelection | null {
  const window = formAsWindow(form.window);
  if (!window || form.actions.length === 0) return null;
  const filter = draftAsFilter(form.filter);
  return {
    actions: [...form.actions],
    ...(filter && { filter }),
    ...(form.distinctBy && { distinctBy: { ...form.distinctBy } }),
    window,
  };
}
