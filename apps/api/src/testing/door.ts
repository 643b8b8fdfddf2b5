import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a service that can be shut: connections through it end, new ones are refused. */
export class Door {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #open = true;

  private constructor(host: string, port: number) {
    this.#server = createServer((inner) => {
      if (!this.#open) return void inner.destroy();
      const outer = connect(port, host);
      for (const socket of [inner, outer]) {
        this.#sockets.add(socket);
        socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
      }
      inner.pipe(outer).pipe(inner);
    });
  }

  static async to(address: string): Promise<Door> {
    const [host, port] = address.split(':');
    const door = new Door(host ?? '127.0.0.1', Number(port));
    await new Promise<void>((resolve) => door.#server.listen(0, '127.0.0.1', resolve));
    return door;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  shut(): void {
    this.#open = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  open(): void {
    this.#open = true;
  }

  close(): void {
    this.shut();
    this.#server.close();
  }
}
