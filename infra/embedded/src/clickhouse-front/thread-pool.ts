/** Native calls at the same time; more wait for their turn. */
export const concurrentCalls = 16;

/** UV_THREADPOOL_SIZE of the front: larger, so that KILL QUERY and files always find a thread. */
export const threadPoolSize = concurrentCalls + 8;
