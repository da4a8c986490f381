import { expect, vi } from "vitest";
import type { Connection } from "../../src/connection.js";
import type { Emission, MachineInput } from "../../src/machine/model.js";
import { transportChoice } from "../../src/machine/transport.js";
import { Runner } from "../../src/runner.js";
import type { SyncToken } from "../../src/sync-token.js";
import { issued, wish } from "./machine-drive.js";

/** A connection that the test is the other end of. */
export class FakeConnection implements Connection {
  readonly subscribe = vi.fn<Connection["subscribe"]>();
  readonly unsubscribe = vi.fn<Connection["unsubscribe"]>();
  readonly acknowledge = vi.fn<Connection["acknowledge"]>();
  readonly reject = vi.fn<Connection["reject"]>();
  readonly renew = vi.fn<Connection["renew"]>();
  readonly close = vi.fn<Connection["close"]>();
  silence = 0;

  constructor(
    readonly token: string,
    readonly report: (input: MachineInput) => void,
  ) {}

  silentFor(): number {
    return this.silence;
  }
}

export interface TokenRequest {
  readonly signal: AbortSignal;
  readonly resolve: (token: SyncToken) => void;
  readonly reject: (error: unknown) => void;
}

/** A runner in a world that the test holds in its hands. */
export class World {
  readonly requests: TokenRequest[] = [];
  readonly connections: FakeConnection[] = [];
  readonly told: string[] = [];
  readonly emissions: Emission[] = [];
  listener: (emission: Emission) => void = () => undefined;
  wake: (() => void) | undefined;

  readonly runner = new Runner(transportChoice("auto"), {
    requestToken: (signal) => new Promise((resolve, reject) => this.requests.push({ signal, resolve, reject })),
    openConnection: ({ token }, report) => {
      const connection = new FakeConnection(token, report);
      this.connections.push(connection);
      return connection;
    },
    watchWake: (onWake) => {
      this.wake = onWake;
      return () => {
        this.wake = undefined;
      };
    },
    tell: (emission) => {
      this.told.push(emission.name === "state" ? `=${emission.payload}` : emission.name);
      this.emissions.push(emission);
      this.listener(emission);
    },
  });

  constructor() {
    this.runner.dispatch({ type: "stream-added", wish: wish(0) });
  }

  get request(): TokenRequest {
    return this.requests.at(-1) ?? expect.fail("no token was asked for");
  }

  get connection(): FakeConnection {
    return this.connections.at(-1) ?? expect.fail("no connection was opened");
  }

  async issue(name: string): Promise<void> {
    this.request.resolve(issued(name, Date.now()));
    await vi.advanceTimersByTimeAsync(0);
  }

  async goLive(): Promise<void> {
    this.runner.dispatch({ type: "connect" });
    await this.issue("t1");
    this.connection.report({ type: "socket-opened" });
    this.connection.report({ type: "authenticated" });
    this.connection.report({ type: "subscribed", stream: 0, gap: false, position: "e0" });
  }
}
