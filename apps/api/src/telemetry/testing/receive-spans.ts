import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it comes in OTLP's JSON. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Record<string, string | number | undefined>;
}

interface OtlpSpan extends Omit<ReceivedSpan, 'attributes'> {
  attributes: { key: string; value: { stringValue?: string; intValue?: number | string; doubleValue?: number } }[];
}

interface OtlpBody {
  resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[];
}

/** A receiver of OTLP over HTTP on loopback. `spans` grows as they come. */
export async function receiveSpans(): Promise<{ endpoint: string; spans: ReceivedSpan[]; close(): Promise<void> }> {
  const spans: ReceivedSpan[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      for (const { scopeSpans } of (JSON.parse(body) as OtlpBody).resourceSpans)
        for (const { spans: told } of scopeSpans) spans.push(...told.map(withAttributes));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function withAttributes({ attributes, ...span }: OtlpSpan): ReceivedSpan {
  const plain = attributes.map(({ key, value }) => {
    const number = value.intValue ?? value.doubleValue;
    return [key, value.stringValue ?? (number === undefined ? undefined : Number(number))];
  });
  return { ...span, attributes: Object.fromEntries(plain) as ReceivedSpan['attributes'] };
}
