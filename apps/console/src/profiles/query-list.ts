import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A part of the address that may stand in it several times (`?action=a&action=b`), as state. */
export function useQueryList(name: string): WritableComputedRef<string[]> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => [route.query[name] ?? []].flat().filter((each): each is string => typeof each === 'string'),
    set: (values) => {
      const query = { ...route.query, [name]: values };
      if (values.length === 0) delete query[name];
      void router.replace({ query });
    },
  });
}
