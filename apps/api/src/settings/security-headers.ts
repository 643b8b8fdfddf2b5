import type { SecurityHeadersOptions } from '@nestjs/common';

/** Headers of every answer. The console brings its scripts itself; its components set styles on elements. */
export const securityHeaders: SecurityHeadersOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: "'self'",
      baseUri: "'self'",
      connectSrc: "'self'",
      fontSrc: ["'self'", 'data:'],
      formAction: "'self'",
      frameAncestors: "'none'",
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: "'none'",
      scriptSrc: "'self'",
      scriptSrcAttr: "'none'",
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'", 'blob:'],
    },
  },
  xFrameOptions: { action: 'deny' },
  // Belongs to whoever ends TLS; on plain localhost it would lock other projects of the same machine out.
  strictTransportSecurity: false,
};
