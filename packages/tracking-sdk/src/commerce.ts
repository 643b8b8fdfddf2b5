/** A product, in the names of Segment's e-commerce specification; anything else that is said of it is kept as well. */
export interface Product {
  product_id?: string;
  sku?: string;
  name?: string;
  brand?: string;
  category?: string;
  variant?: string;
  /** Of one piece, in the event's currency. */
  price?: number;
  quantity?: number;
  coupon?: string;
  position?: number;
  url?: string;
  image_url?: string;
  [property: string]: unknown;
}

/** A product and the currency of its price, where that is not the workspace's own. ISO 4217. */
export interface PricedProduct extends Product {
  currency?: string;
  cart_id?: string;
}

export interface ProductList {
  list_id?: string;
  category?: string;
  products?: Product[];
  [property: string]: unknown;
}

export interface Cart {
  cart_id?: string;
  products?: Product[];
  [property: string]: unknown;
}

export interface Order {
  order_id: string;
  /** Of the products, without shipping and tax. */
  revenue?: number;
  /** What was paid: with shipping and tax, less discounts. */
  total?: number;
  shipping?: number;
  tax?: number;
  discount?: number;
  coupon?: string;
  /** ISO 4217, e.g. `EUR`; the workspace's own where it is not said. */
  currency?: string;
  products?: Product[];
  [property: string]: unknown;
}

/** What happens in a shop. */
export interface Commerce {
  productViewed(product: PricedProduct): void;
  productListViewed(list: ProductList): void;
  productAdded(product: PricedProduct): void;
  productRemoved(product: PricedProduct): void;
  cartViewed(cart: Cart): void;
  orderCompleted(order: Order): void;
  orderRefunded(order: Order): void;
}

/** What the specification calls each of them. */
export const eventNames: Record<keyof Commerce, string> = {
  productViewed: 'Product Viewed',
  productListViewed: 'Product List Viewed',
  productAdded: 'Product Added',
  productRemoved: 'Product Removed',
  cartViewed: 'Cart Viewed',
  orderCompleted: 'Order Completed',
  orderRefunded: 'Order Refunded',
};
