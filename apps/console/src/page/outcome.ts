import { useToast } from '@nuxt/ui/composables';
import { asProblem } from '../api/problem.ts';

/** Ways to tell the outcome of something the reader did, in the corner of the page. */
export function useOutcome(): {
  done: (title: string, description?: string) => void;
  refused: (error: unknown) => void;
} {
  const toast = useToast();
  return {
    done: (title, description) => void toast.add({ title, description, icon: 'i-lucide-check', color: 'success' }),
    refused: (error) => {
      const problem = asProblem(error);
      toast.add({ title: problem.title, description: problem.detail, icon: 'i-lucide-circle-alert', color: 'error' });
    },
  };
}
