import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

const UPGRADE = /^upgrade: *websocket/im;

/** Stands between a client and the server, and can be cut like a cable. */
export class TcpProxy {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #cut = false;
  #upgrades = true;

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      if (this.#cut) {
        near.destroy();
        return;
      }
      const far = connect(Number(target.port), target.hostname);
      this.#join(near, far);
      this.#join(far, near);
    });
  }

  static async to(target: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(target));
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** The same address, by way of this proxy. */
  through(url: string): string {
    const redirected = new URL(url);
    redirected.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return redirected.href;
  }

  /** From now on nobody gets a WebSocket through. */
  dropUpgrades(): void {
    this.#upgrades = false;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on("data", (data: Buffer) => {
      if (!this.#upgrades && UPGRADE.test(data.toString("latin1"))) from.destroy();
    });
    from.pipe(to);
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
