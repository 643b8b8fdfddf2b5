export { createActivities } from './activities.ts';
export { createWorker, concurrentActivities, taskQueue, type WorkerSettings } from './create-worker.ts';
export type { Dependencies } from './dependencies.ts';
export { demoBatch, type DemoBatch } from './demo-shop/demo-batch.ts';
export { demoShop, shopDays, shopMonths, type Shop, type ShopMonth } from './demo-shop/shop.ts';
export type {
  IdentityChange,
  InboxMessage,
  IncomingEvent,
  IncomingProfile,
  IncomingValue,
} from './ingestion/incoming.ts';
export { landBatch, type LandedBatch, type Landing } from './ingestion/land-batch.ts';
