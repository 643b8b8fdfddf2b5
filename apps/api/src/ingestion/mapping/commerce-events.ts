import type { EventRule } from './source-mapping.ts';

/** An order may say what it is worth under several names. */
const worth = ['revenue', 'total', 'value'];

/** The events of Segment's e-commerce specification, version 2. */
export const commerceEvents: EventRule[] = [
  { from: 'Products Searched', to: 'product.search' },
  { from: 'Product List Viewed', to: 'list.view' },
  { from: 'Product List Filtered', to: 'list.filter' },
  { from: 'Promotion Viewed', to: 'promotion.view' },
  { from: 'Promotion Clicked', to: 'promotion.click' },
  { from: 'Product Clicked', to: 'product.click' },
  { from: 'Product Viewed', to: 'product.view' },
  { from: 'Product Added', to: 'product.addToCart' },
  { from: 'Product Removed', to: 'product.removeFromCart' },
  { from: 'Cart Viewed', to: 'cart.view' },
  { from: 'Checkout Started', to: 'checkout.start' },
  { from: 'Checkout Step Viewed', to: 'checkout.viewStep' },
  { from: 'Checkout Step Completed', to: 'checkout.completeStep' },
  { from: 'Payment Info Entered', to: 'checkout.enterPayment' },
  { from: 'Order Completed', to: 'transaction.charge', revenue: worth },
  { from: 'Order Updated', to: 'transaction.update', revenue: worth },
  { from: 'Order Refunded', to: 'transaction.refund', revenue: worth },
  { from: 'Order Cancelled', to: 'transaction.cancel', revenue: worth },
  { from: 'Coupon Entered', to: 'coupon.enter' },
  { from: 'Coupon Applied', to: 'coupon.apply' },
  { from: 'Coupon Denied', to: 'coupon.deny' },
  { from: 'Coupon Removed', to: 'coupon.remove' },
  { from: 'Product Added to Wishlist', to: 'product.addToWishlist' },
  { from: 'Product Removed from Wishlist', to: 'product.removeFromWishlist' },
  { from: 'Wishlist Product Added to Cart', to: 'product.addToCart' },
  { from: 'Product Shared', to: 'product.share' },
  { from: 'Cart Shared', to: 'cart.share' },
  { from: 'Product Reviewed', to: 'product.review' },
];
