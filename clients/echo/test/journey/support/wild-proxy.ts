import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** How often, for each piece of data that passes: one in so many. */
const ODDS = { cut: 60, truncate: 60, delay: 8 };
const LONGEST_DELAY_MS = 250;

/** A bad network, until it is tamed: it delays what passes, cuts connections, and cuts them in the middle of what passes. */
export class WildProxy {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #random: () => number;
  #wild = true;
  /** Connections that were cut. */
  cuts = 0;

  /** @param random from 0 inclusive to 1 exclusive */
  private constructor(target: URL, random: () => number) {
    this.#random = random;
    this.#server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      // What passes is small, and waits for nothing but what this network does to it.
      for (const socket of [near, far]) socket.setNoDelay();
      this.#join(near, far);
      this.#join(far, near);
    });
  }

  static async to(target: string, seed: number): Promise<WildProxy> {
    const proxy = new WildProxy(new URL(target), randomOf(seed));
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  tame(): void {
    this.#wild = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on("data", (data: Buffer) => this.#pass(data, from, to));
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }

  /** Nothing passes after a cut: a socket that is destroyed goes on giving what it had read, and that would be a network with a hole in it. */
  #pass(data: Buffer, from: Socket, to: Socket): void {
    if (from.destroyed) return;
    if (this.#happens(ODDS.cut)) this.#cut(from);
    else if (this.#happens(ODDS.truncate)) this.#truncate(data, from, to);
    else if (this.#happens(ODDS.delay)) this.#delay(data, from, to);
    else to.write(data);
  }

  #cut(socket: Socket): void {
    this.cuts++;
    socket.destroy();
  }

  /** Nothing passes after the part that does: a network loses the end of a connection, and nothing in its middle. */
  #truncate(data: Buffer, from: Socket, to: Socket): void {
    from.pause();
    to.write(data.subarray(0, this.#below(data.length)), () => this.#cut(from));
  }

  #delay(data: Buffer, from: Socket, to: Socket): void {
    from.pause();
    const goOn = (): void => {
      if (!to.destroyed) to.write(data);
      from.resume();
    };
    setTimeout(goOn, this.#below(LONGEST_DELAY_MS));
  }

  #happens(oneIn: number): boolean {
    return this.#wild && this.#random() * oneIn < 1;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}

/** The same numbers for the same seed: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
