import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A part of the address as state, so that a link leads a colleague to the same view. What equals `initial` is left out. */
export function useQueryParam<T extends string = string>(name: string, initial: T = '' as T): WritableComputedRef<T> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query[name] === 'string' ? (route.query[name] as T) : initial),
    set: (value) => {
      const query = { ...route.query, [name]: value };
      if (value === initial || !value) delete query[name];
      void router.replace({ query });
    },
  });
}
