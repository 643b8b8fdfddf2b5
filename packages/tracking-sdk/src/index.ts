export {
  type Cart,
  type Commerce,
  type Order,
  type PricedProduct,
  type Product,
  type ProductList,
} from './commerce.ts';
export { createTracker as init } from './create-tracker.ts';
export { type Options, type TrackingSettings } from './options.ts';
export { type Properties, type Tracker } from './tracker.ts';
